/** A line of the log of one of the client's processes. */
export interface LogLine {
  readonly process: string;
  readonly level: string;
  readonly line: string;
  /** As the log writes it; empty where it writes none. */
  readonly time: string;
}
