import type { OtherKeyStart, ProcessName, SettingsFile } from '../../model/system.ts';

/** One part of a deployment, which a driver runs as a process or as a container. */
export interface Service {
  readonly name: ProcessName;
  /** Id of its process on this machine; missing when it runs in a container. */
  readonly pid?: number | undefined;
  /** File to which the output of every start is appended. */
  readonly logFile: string;
  /** Aborted when the latest run has ended, in whatever way; the reason says how. */
  readonly ended: AbortSignal;
  /** True when the service ended without being asked to, or could not be started again. */
  readonly died: boolean;
  /**
   * Starts the service and waits until it is ready.
   * @throws HarnessError exit 75 with the last lines of its log
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Asks the service to end and waits until it has ended. With `force` it gets no time for this.
   * Does nothing when the service does not run.
   */
  stop(force?: boolean): Promise<void>;
  /** Sends SIGKILL and waits until the service has ended. */
  kill(): Promise<void>;
  /** `pause` sends SIGSTOP, `resume` sends SIGCONT, to all processes of the service. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Makes the starts from now on those of another version of n8n; missing where a service has one
   * for all.
   */
  become?(version: string): void;
  /** Starts it with another encryption key; missing where its key is given once for all. */
  startWithOtherKey?(settings: SettingsFile, signal: AbortSignal): Promise<OtherKeyStart>;
}
