import type { ExecutionReport, WorkflowRequest } from '../../model/client.ts';
import type {
  CredentialFields,
  StoredCredential,
} from '../../reference-clients/stored-credential.ts';

/** The argument of a worker whose encryption key is not the one of what is stored. */
export const OTHER_KEY = 'other-key';

/** The argument of a worker that is the newer of two versions, and migrates what is stored. */
export const NEWER = 'newer';

/** One execution, as the queue gives it to a worker. */
export interface Job {
  readonly id: number;
  readonly workflow: WorkflowRequest;
  readonly credential: Pick<StoredCredential, 'id' | 'name' | 'owner' | 'spec' | 'provider'>;
  readonly run: {
    readonly key: string;
    readonly items: readonly string[];
    readonly deadlineMs: number;
  };
}

/**
 * What a worker asks of the store that all workers share. `redis-lock` is a lock that the store
 * forgets when Redis restarts; `lock` is one in the database.
 */
export type Ask =
  | { readonly do: 'read'; readonly credential: string }
  | { readonly do: 'save'; readonly credential: string; readonly fields: CredentialFields }
  | {
      readonly do: 'save-unguarded';
      readonly credential: string;
      readonly fields: CredentialFields;
    }
  | {
      readonly do: 'lock' | 'redis-lock';
      readonly credential: string;
      /** How long the worker waits for the lock; for ever when it does not say. */
      readonly withinMs?: number;
    }
  | { readonly do: 'unlock'; readonly credential: string }
  | { readonly do: 'list' };

/** The answers: the fields, whether the store did it, or the ids of all credentials. */
export type Answer = CredentialFields | boolean | readonly string[];

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'done'; readonly id: number; readonly report: ExecutionReport };

export type ToWorker =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer };
