import type { WorkflowRequest } from '../model/client.ts';
import type { StoredCredential } from './stored-credential.ts';

/** One item's call on its way: where it goes, with which credential, and until when. */
export interface ItemRun {
  readonly credential: StoredCredential;
  readonly workflow: WorkflowRequest;
  readonly item: string;
  readonly signal: AbortSignal;
}

/** What became of an item. */
export type ItemResult =
  | { readonly item: string; readonly body: string }
  | { readonly item: string; readonly failure: unknown };
