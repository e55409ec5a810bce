import type { ProcessName } from '../../model/system.ts';

/** One part of a deployment as a driver runs it: a process, or a container. */
export interface Service {
  readonly name: ProcessName;
  /** File its output is appended to, start after start. */
  readonly logFile: string;
  /** Aborted once the latest start has ended, however; its reason says how. */
  readonly ended: AbortSignal;
  /** True when it ended without being asked to, or did not come up again. */
  readonly died: boolean;
  /**
   * Starts it and waits until it is ready.
   * @throws HarnessError exit 75 with the last lines of its log
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Asks it to end and waits for that; `force` leaves it no time. Nothing happens when it does not
   * run.
   */
  stop(force?: boolean): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT, to all of its processes. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}
