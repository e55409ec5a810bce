import type { Duration } from '../../mock-provider/index.ts';

/** What an operator does by hand, as the guide and n8n's own messages tell them to. */
export const REMEDIES = {
  reconnect: 'open the credential and connect the account again',
  recreate: 'delete the credential, create it anew, connect it and put it into the workflow',
  'edit-scope': 'put the scope the API needs into the credential, then connect the account again',
  'sync-clock': 'set the wrong clock right',
  'retry-on-fail': 'switch Retry On Fail on at the failing node',
  restart: 'restart n8n',
} as const;

export type RemedyName = keyof typeof REMEDIES;

/**
 * A remedy with what the operator types while doing it; the name alone where nothing is to be
 * typed.
 */
export type RemedyStep =
  | Exclude<RemedyName, 'edit-scope'>
  /**
   * `scope`: what the operator writes into the credential, because the API's refusal names it (RFC
   * 6750 §3.1).
   */
  | { readonly remedy: 'edit-scope'; readonly scope: string }
  | { readonly remedy: 'retry-on-fail'; readonly maxTries?: number; readonly wait?: Duration };

/** Name of a remedy step. */
export const remedyName = (step: RemedyStep): RemedyName =>
  typeof step === 'string' ? step : step.remedy;
