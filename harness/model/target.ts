import type { ClientUnderTest } from './client.ts';
import type { EventHead, EventOf } from './event.ts';
import type { TargetResult } from './results.ts';

/** Facts about a target, as they go into results.json. */
export type TargetInfo = Omit<TargetResult, 'baseline' | 'clientName'> & {
  /** The client in words, for sentences: `n8n 2.41.1`. */
  readonly clientName: string;
};

/**
 * What happened to one of the target's processes. `exited`: nobody asked it to; `finished`: it had
 * done what it was started for; `killed`, `paused`: a fault did it.
 */
export type ProcessEvent = Omit<EventOf<'process'>, keyof EventHead | 'type'>;

/** The provider as this machine and as the target reach it: base URLs without a path. */
export interface ProviderReach {
  readonly here: string;
  readonly there: string;
}

export interface StartOptions {
  /** Folder for logs and the user folder of this start; exists and is ours alone. */
  readonly directory: string;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly provider: ProviderReach;
  readonly signal: AbortSignal;
}

/** A target that runs. Disposing stops every process of it and waits for that. */
export interface RunningTarget extends ClientUnderTest, AsyncDisposable {
  readonly info: TargetInfo;
  /** Executions it runs at once; undefined where it sets no limit. */
  readonly slots?: number | undefined;
}

/** Something that can be started and tested: n8n of one version, or a reference client. */
export interface Target {
  /**
   * As the user wrote or may write it, for example `2.41.1`. Unique within a run; also a folder
   * name.
   */
  readonly id: string;
  readonly info: TargetInfo;
  /** Milliseconds spent on making it available (installing). */
  readonly installMs: number;
  /**
   * Where the provider must listen and how it is called, for a target that does not share this
   * machine's 127.0.0.1.
   */
  readonly provider?: {
    readonly host?: string;
    readonly port?: number;
    readonly publicUrl?: (port: number) => string;
  };
  /**
   * @throws HarnessError with exit code 75 and the last lines of the log when it does not come up
   */
  start(options: StartOptions): Promise<RunningTarget>;
}
