import type {
  LedgerEntry,
  LivePair,
  ReplyRecord,
  RequestRecord,
  TokenRef,
} from '../../mock-provider/index.ts';
import type { Capability } from './capability.ts';
import type { Expectation, Scenario, Step } from './scenario.ts';

/**
 * The event types of a history, all of them. A history is one NDJSON file per scenario run: one
 * event a line, one sequence (`n`, from 1, no gaps), one clock (`at`, milliseconds since the run of
 * this scenario began).
 */
export interface EventHead {
  readonly n: number;
  readonly at: number;
}

/**
 * Where in the plan an execution stands. `steady`: before the first fault. `during`: while a fault
 * is in force. `healed`: after healing. `remedied`: after a remedy.
 */
export type Phase = 'steady' | 'during' | 'healed' | 'remedied';

export interface CredentialInfo {
  readonly grant: 'authorization-code' | 'pkce' | 'client-credentials';
  readonly scope: string;
}

/** What an execution's error looked like to the operator. */
export interface ExecutionError {
  readonly message: string;
  readonly description?: string;
  readonly node?: string;
  readonly httpStatus?: number;
}

/** A stored token: which one it is, that it is none of this realm's, or that there is none. */
export type StoredToken = TokenRef | 'foreign' | 'absent';

export type HistoryEventBody =
  /** First event: everything the checkers need to know of the plan. */
  | {
      readonly type: 'scenario';
      readonly schemaVersion: 1;
      readonly scenario: Scenario;
      readonly target: string;
      /** What the target can do; missing in a history whose recorder did not say. */
      readonly capabilities?: readonly Capability[];
      readonly seed: number;
      readonly steps: readonly Step[];
      readonly credentials: Readonly<Record<string, CredentialInfo>>;
      readonly expect: Expectation & { readonly withinMs: number };
    }
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'step'; readonly index: number; readonly state: 'begin' | 'end' }
  /** A credential was connected (or could not be). */
  | {
      readonly type: 'connect';
      readonly credential: string;
      readonly ok: boolean;
      readonly error?: string;
    }
  /**
   * `met`: a fault of the target stood in the client's way, as `note` tells. `by`: healed by the
   * plan, by a remedy, or at the end of the run.
   */
  | {
      readonly type: 'fault';
      readonly fault: string;
      readonly id: string;
      readonly state: 'begin' | 'met' | 'healed';
      readonly surface: string;
      readonly options: Readonly<Record<string, unknown>>;
      readonly by?: string;
      readonly note?: string;
    }
  | ({ readonly type: 'request' } & RequestRecord)
  | ({ readonly type: 'reply' } & ReplyRecord)
  | ({ readonly type: 'ledger' } & LedgerEntry)
  | {
      readonly type: 'gate';
      readonly state: 'armed' | 'opened' | 'timed-out';
      readonly wanted: number;
      readonly arrived: number;
      readonly exchanges: readonly number[];
    }
  | {
      readonly type: 'execution-started';
      readonly key: string;
      readonly workflow: string;
      readonly credential: string;
      readonly phase: Phase;
      readonly items: readonly string[];
    }
  | {
      readonly type: 'execution';
      readonly key: string;
      readonly workflow: string;
      readonly credential: string;
      readonly phase: Phase;
      readonly items: readonly string[];
      /** `lost`: no result could be obtained (n8n died, or the deadline passed: `hung`). */
      readonly status: 'success' | 'error' | 'hung' | 'lost';
      readonly error?: ExecutionError;
      /** The client's own id of the execution. */
      readonly executionId?: string;
      readonly durationMs: number;
      /** Difference between the client's clock and ours, from its own time stamps. */
      readonly clockOffsetMs?: number;
      /** Items the client reported as done although their result says they failed. */
      readonly itemsWithErrorBody?: readonly string[];
      /** Names of realm secrets found in what the client stored of this execution. */
      readonly leaks: readonly string[];
    }
  /**
   * Stored credential as read from the client's database. `fields`: every other field, as a keyed
   * digest of its value.
   */
  | {
      readonly type: 'stored-credential';
      readonly credential: string;
      readonly access: StoredToken;
      readonly refresh: StoredToken;
      readonly fields: Readonly<Record<string, string>>;
      /** The provider's own view at the same moment. */
      readonly live: LivePair | null;
    }
  | {
      readonly type: 'clock';
      readonly clock: 'issuer' | 'resource' | 'both' | 'n8n';
      readonly offsetMs: number;
    }
  | {
      readonly type: 'process';
      readonly process: string;
      readonly state:
        | 'started'
        | 'exited'
        | 'finished'
        | 'stopped'
        | 'killed'
        | 'paused'
        | 'resumed';
      readonly pid?: number;
      readonly code?: number | null;
      readonly signal?: string | null;
    }
  | {
      readonly type: 'log';
      readonly process?: string;
      readonly level: string;
      readonly line: string;
    }
  | {
      readonly type: 'remedy';
      readonly remedy: string;
      /** What the operator did, in words; missing in older histories. */
      readonly act?: string;
      readonly state: 'begin' | 'end' | 'failed';
      readonly error?: string;
    }
  /**
   * What a process of the client did with the lock that is to keep it from refreshing a credential
   * twice.
   */
  | {
      readonly type: 'lock';
      readonly credential: string;
      readonly process?: string;
      readonly state: 'taken' | 'waits' | 'renewed' | 'released' | 'lost';
    }
  /**
   * A place searched for raw tokens and secrets, how much text there was to search, and what was
   * found, by name.
   */
  | {
      readonly type: 'leak-scan';
      readonly place: 'client-log' | 'history';
      readonly characters: number;
      readonly leaks: readonly string[];
    }
  /** The harness itself could not do something the plan asked for. Makes the run inconclusive. */
  | { readonly type: 'harness-error'; readonly code: string; readonly message: string }
  /** Last event of a run that came to its end. */
  | { readonly type: 'end'; readonly reason: 'completed' | 'aborted' };

export type HistoryEvent = EventHead & HistoryEventBody;
export type EventType = HistoryEvent['type'];
export type EventOf<T extends EventType> = Extract<HistoryEvent, { type: T }>;
