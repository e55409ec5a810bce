/** What monitoring can get from a client, beside what it sends by itself. */
export interface Monitoring {
  /** Settings with which the client was started, by the names of their environment variables. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Its counters, in the text format of Prometheus; undefined when it shows none.
   * @throws HarnessError when it does not answer
   */
  readMetrics(signal: AbortSignal): Promise<string | undefined>;
  /**
   * Whether its licence lets it send its events to destinations; undefined when it does not say.
   * @throws HarnessError when it does not answer
   */
  mayStreamLogs(signal: AbortSignal): Promise<boolean | undefined>;
}
