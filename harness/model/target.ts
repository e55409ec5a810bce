import type { ClientUnderTest } from './client.ts';
import type { TargetResult } from './results.ts';

/** Facts about a target, as they go into results.json. */
export type TargetInfo = Omit<TargetResult, 'baseline'>;

/** What happened to one of the target's processes. */
export interface ProcessEvent {
  readonly process: string;
  readonly state: 'started' | 'exited' | 'stopped';
  readonly pid?: number;
  readonly code?: number | null;
  readonly signal?: string | null;
}

export interface StartOptions {
  /** Folder for logs and the user folder of this start; exists and is ours alone. */
  readonly directory: string;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly signal: AbortSignal;
}

/** A target that runs. Disposing stops every process of it and waits for that. */
export interface RunningTarget extends ClientUnderTest, AsyncDisposable {
  readonly info: TargetInfo;
}

/** Something that can be started and tested: n8n of one version, or a reference client. */
export interface Target {
  /** As the user wrote or may write it, for example `2.41.1`. Unique within a run; also a folder name. */
  readonly id: string;
  readonly info: TargetInfo;
  /** Milliseconds spent on making it available (installing). */
  readonly installMs: number;
  /** @throws HarnessError with exit code 75 and the last lines of the log when it does not come up */
  start(options: StartOptions): Promise<RunningTarget>;
}
