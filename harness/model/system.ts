import type { Peer } from '../../mock-provider/index.ts';
import type { EventOf } from './event.ts';

/**
 * One process of a running n8n that can be told apart. Two kinds are started only when a fault asks
 * for them: `main-2`, a second n8n on the database of the first, and `cli-…`, the command `n8n
 * execute` beside the server.
 */
export type ProcessName =
  | 'main'
  | 'main-2'
  | `worker-${number}`
  | `cli-${number}`
  | 'postgres'
  | 'redis';

/** A command of n8n's that was started beside the server and ends by itself. */
export interface CommandRun {
  readonly process: ProcessName;
  /** Aborted once it has ended; the reason says how. */
  readonly ended: AbortSignal;
}

/** A connection to n8n's database. */
export interface DatabaseSession extends AsyncDisposable {
  readonly dialect: 'sqlite' | 'postgres';
  /** Runs one statement; parameters stand as `?` in SQLite and `$1` in Postgres. */
  run(
    statement: string,
    parameters?: readonly (string | number)[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What one of n8n's processes did with a lock it shares with the others. */
export interface LockEvent {
  /** The process, when it is known. */
  readonly process?: string;
  /** `waits`: it asked and another one holds it. `lost`: it is gone although nobody released it. */
  readonly state: EventOf<'lock'>['state'];
  /** The lock's name as n8n writes it. */
  readonly lock: string;
}

/**
 * What a client under test is made of, and what can be done to it from outside n8n. Each method
 * needs the capability it names; the target's own process events tell what happened.
 */
export interface SystemUnderTest {
  /** Those that run, or ran until something ended them. */
  readonly processes: readonly ProcessName[];
  /**
   * SIGKILL: no warning, no clearing up. Needs `kill`; for Postgres and Redis `database-server` and
   * `redis`.
   */
  kill(process: ProcessName, signal: AbortSignal): Promise<void>;
  /** Asks it to end, as a deployment does. Needs the same. */
  stop(process: ProcessName, signal: AbortSignal): Promise<void>;
  /** Starts what was killed or stopped, and waits until it is ready. */
  start(process: ProcessName, signal: AbortSignal): Promise<void>;
  /** Waits until n8n says that it is ready: after what it needs was away. */
  ready(signal: AbortSignal): Promise<void>;
  /** SIGSTOP. Needs `pause`. */
  pause(process: ProcessName, signal: AbortSignal): Promise<void>;
  resume(process: ProcessName, signal: AbortSignal): Promise<void>;
  /**
   * Starts `n8n execute` of a workflow that has a Manual Trigger; resolves once the process runs.
   * Needs `execute-command`.
   */
  executeByCommand(workflowId: string, signal: AbortSignal): Promise<CommandRun>;
  /**
   * Which process is at the other end of a connection to the provider; undefined when it is none,
   * or cannot be told. Needs `sender`.
   */
  senderOf(peer: Peer): string | undefined;
  /** Needs `database`. */
  openDatabase(): Promise<DatabaseSession>;
  /**
   * Hears of the lock n8n holds while it refreshes a credential; resolves to the way to stop. Needs
   * `locks`.
   */
  watchLocks(
    credentialId: string,
    listener: (event: LockEvent) => void,
  ): Promise<() => Promise<void>>;
  /** Makes Redis forget everything. Needs `redis`. */
  emptyRedis(): Promise<void>;
  /** Lets that lock expire as if its time were over. Needs `locks`. */
  expireLock(credentialId: string): Promise<void>;
}
