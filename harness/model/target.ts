import type { ClientUnderTest } from './client.ts';
import type { EventHead, EventOf } from './event.ts';
import type { TargetResult } from './results.ts';

/** Facts about a target that are written to results.json. */
export type TargetInfo = Omit<TargetResult, 'baseline' | 'clientName'> & {
  /** Name of the client for use in sentences: `n8n 2.41.1`. */
  readonly clientName: string;
};

/**
 * What happened to one process of the target. `exited`: it ended although nobody asked it to.
 * `finished`: it ended because its work was done. `killed`, `paused`: a fault did it.
 */
export type ProcessEvent = Omit<EventOf<'process'>, keyof EventHead | 'type'>;

/**
 * The provider's base URLs without a path: as this machine reaches it (`here`) and as the target
 * reaches it (`there`).
 */
export interface ProviderReach {
  readonly here: string;
  readonly there: string;
}

/**
 * An older version of n8n, on which a scenario begins that exchanges the version: the newest one
 * with a baseline of the major version before that of the target, of a minor version before it, or
 * an exact one.
 */
export type OlderVersion = 'older-major' | 'older-minor' | `${number}.${number}.${number}`;

/** What a target has for the name of an older version: which one, or why none. */
export type OlderFound = { readonly version: string } | { readonly lacks: string };

export interface StartOptions {
  /**
   * Folder for the logs and n8n's user folder of this start. It exists, and nobody else uses it.
   */
  readonly directory: string;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly provider: ProviderReach;
  /** Settings that monitoring needs; those that the user chose override them. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /**
   * Start the older version of this name (`Target.older`), to be exchanged for the one under test
   * in mid-run.
   */
  readonly begunOn?: OlderVersion | undefined;
  readonly signal: AbortSignal;
}

/** A running target. Disposing it stops all its processes and waits until they have ended. */
export interface RunningTarget extends ClientUnderTest, AsyncDisposable {
  readonly info: TargetInfo;
  /** How many executions it runs at the same time; undefined when it has no limit. */
  readonly slots?: number | undefined;
}

/** Something that can be started and tested: n8n of one version, or a reference client. */
export interface Target {
  /**
   * Name of the target as a user writes it, for example `2.41.1`. Unique within a run; also used as
   * a folder name.
   */
  readonly id: string;
  readonly info: TargetInfo;
  /** Milliseconds that the installation took. */
  readonly installMs: number;
  /**
   * The address on which the provider must listen, and the URL by which the target reaches it. Only
   * for a target that cannot use 127.0.0.1 of this machine.
   */
  readonly provider?: {
    readonly host?: string;
    readonly port?: number;
    readonly publicUrl?: (port: number) => string;
  };
  /**
   * The older versions on which it can begin. One that a run asked for and that is not there says
   * why; absent where no version can be exchanged.
   */
  readonly older?: ReadonlyMap<OlderVersion, OlderFound>;
  /**
   * True when this machine has room for a second one of it beside the first; absent where there can
   * be only one.
   */
  readonly hasRoomForSecond?: () => boolean;
  /**
   * @throws HarnessError with exit code 75 and the last lines of the log when it does not come up
   */
  start(options: StartOptions): Promise<RunningTarget>;
}
