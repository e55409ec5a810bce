import type { Peer } from '../../mock-provider/index.ts';
import type { EventOf } from './event.ts';

/**
 * The name of one process of a running n8n, or of a service it uses. Two kinds run only while a
 * fault needs them: `main-2`, a second n8n on the database of the first, and `cli-…`, the command
 * `n8n execute` beside the server.
 */
export type ProcessName =
  | 'main'
  | 'main-2'
  | `worker-${number}`
  | `cli-${number}`
  | 'postgres'
  | 'redis';

/** What becomes of the look-ups of one name. */
export type LookupTrouble = {
  readonly host: string;
} & (
  | { readonly delayMs: number; readonly fails?: never; readonly times?: never }
  | {
      /** What the resolver says: it got no answer in time, or there is no such name. */
      readonly fails: 'EAI_AGAIN' | 'ENOTFOUND';
      /** How many of them; all when missing. */
      readonly times?: number | undefined;
      readonly delayMs?: never;
    }
);

/**
 * What has become of n8n's settings file, in which it keeps its encryption key: there as it was, or
 * gone, as in a new container without the old volume.
 */
export type SettingsFile = 'kept' | 'lost';

/**
 * What a process did that was given another encryption key. `refused`: it ended and said that it is
 * for the key. `ended`: it ended and did not.
 */
export type OtherKeyStart = 'runs' | 'refused' | 'ended';

/** Which of its two versions a client runs whose version is exchanged in mid-run. */
export type WhichVersion = 'older' | 'newer';

/**
 * On what data a version starts: on those that the other version left, or on the copy that was made
 * before the newer one first saw them.
 */
export type DataOfVersion = 'left' | 'copy';

/** An n8n command that runs beside the server and ends by itself. */
export interface CommandRun {
  readonly process: ProcessName;
  /** Aborted when the command has ended; the reason says how it ended. */
  readonly ended: AbortSignal;
}

/** A connection to n8n's database. */
export interface DatabaseSession extends AsyncDisposable {
  readonly dialect: 'sqlite' | 'postgres';
  /** Runs one statement. Its parameters are written as `?` in SQLite and as `$1` in Postgres. */
  run(
    statement: string,
    parameters?: readonly (string | number)[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What one n8n process did with a lock that it shares with the other processes. */
export interface LockEvent {
  /** Name of the process; missing when it is not known. */
  readonly process?: string;
  /**
   * `waits`: the process asked for the lock while another one held it. `lost`: the lock is gone
   * although nobody released it.
   */
  readonly state: EventOf<'lock'>['state'];
  /** Name of the lock, as n8n writes it. */
  readonly lock: string;
}

/**
 * The processes and services of the client under test, and what the harness can do to them from
 * outside. Each method needs the capability that its comment names. The target's process events
 * record what happened.
 */
export interface SystemUnderTest {
  /** The processes that run, and those that have run and were ended. */
  readonly processes: readonly ProcessName[];
  /** Aborted when the process that runs now, or ran last, has ended, in whatever way. */
  endOf(process: ProcessName): AbortSignal;
  /**
   * Sends SIGKILL, so the process gets no warning and cannot clean up. Needs the capability `kill`;
   * for Postgres `database-server`, for Redis `redis`.
   */
  kill(process: ProcessName, signal: AbortSignal): Promise<void>;
  /** Asks the process to end, as a deployment does. Needs the same capability as `kill`. */
  stop(process: ProcessName, signal: AbortSignal): Promise<void>;
  /** Starts a process that was killed or stopped, and waits until it is ready. */
  start(process: ProcessName, signal: AbortSignal): Promise<void>;
  /**
   * Starts a process that was stopped, with another encryption key. With its next `start` it has
   * its own again, and its settings file as it was. Needs the capability `other-key`.
   */
  startWithOtherKey(
    process: ProcessName,
    settings: SettingsFile,
    signal: AbortSignal,
  ): Promise<OtherKeyStart>;
  /**
   * The versions between which it can be exchanged; undefined for a client that was not started on
   * an older version.
   */
  readonly versions?: Readonly<Record<WhichVersion, string>> | undefined;
  /**
   * Starts the client's own processes, which have been stopped or killed, as another version, the
   * main process first: that one migrates the data. When all of them become the newer version, a
   * copy of the data is made before. Needs the capability `other-version`.
   * @param processes those that become that version; the others go on as they are
   * @throws HarnessError `n8n-start-failed` when that version does not come up on these data
   */
  startAs(
    which: WhichVersion,
    data: DataOfVersion,
    processes: readonly ProcessName[],
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Says what becomes of look-ups in each of n8n's own processes from now on; undefined: nothing.
   * Needs the capability `lookups`.
   */
  troubleLookups(trouble: LookupTrouble | undefined): Promise<void>;
  /** How many look-ups have met what was said last. Needs the capability `lookups`. */
  countTroubledLookups(): Promise<number>;
  /** Waits until n8n reports that it is ready; used after a service that n8n needs was down. */
  ready(signal: AbortSignal): Promise<void>;
  /** Sends SIGSTOP. Needs the capability `pause`. */
  pause(process: ProcessName, signal: AbortSignal): Promise<void>;
  resume(process: ProcessName, signal: AbortSignal): Promise<void>;
  /**
   * Starts `n8n execute` for a workflow that has a Manual Trigger. Resolves when the process runs.
   * Needs the capability `execute-command`.
   */
  executeByCommand(workflowId: string, signal: AbortSignal): Promise<CommandRun>;
  /**
   * The process at the other end of a connection to the provider; undefined when it is none of
   * n8n's processes, or when it is not known. Needs the capability `sender`.
   */
  senderOf(peer: Peer): string | undefined;
  /** Needs the capability `database`. */
  openDatabase(): Promise<DatabaseSession>;
  /**
   * Calls the listener for every event of the lock that n8n holds while it refreshes a credential.
   * Resolves to a function that stops watching. Needs the capability `locks`.
   */
  watchLocks(
    credentialId: string,
    listener: (event: LockEvent) => void,
  ): Promise<() => Promise<void>>;
  /** Deletes all data in Redis. Needs the capability `redis`. */
  emptyRedis(): Promise<void>;
  /** Removes the credential's lock, as if it had expired. Needs the capability `locks`. */
  expireLock(credentialId: string): Promise<void>;
}
