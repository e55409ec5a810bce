import type { WorkflowRequest } from '../model/client.ts';
import type { StoredCredential } from './stored-credential.ts';

/** The API call of one item: its workflow, its credential and its deadline. */
export interface ItemRun {
  readonly credential: StoredCredential;
  readonly workflow: WorkflowRequest;
  readonly item: string;
  readonly signal: AbortSignal;
}

/** The result of one item. */
export type ItemResult =
  | { readonly item: string; readonly body: string }
  | { readonly item: string; readonly failure: unknown };
