import type { CheckerName } from './checkers/index.ts';
import type { NamedFinding } from './run-checkers.ts';
import { unique } from './views/words.ts';

const SEEN_BY_OTHERS =
  'treat as stolen what others could read: connect the account again, revoke the old tokens at the provider and have a new client secret given';

/**
 * What a violation leaves for an operator to do although the client works, as an imperative; `null`
 * where a client that works has nothing left to repair. Every checker has to say which it is.
 */
const LEFT_TO_DO: Readonly<Record<CheckerName, string | null>> = {
  'items-accepted-exactly-once':
    'look for items that the API never got or got twice, and put them right there',
  'items-go-to-their-tenant': 'look through what was read and written for the wrong tenant',
  'request-repeated-unchanged':
    'look for calls that the API got other than the workflow meant them, and put them right there',
  'results-belong-to-items': 'look through what later nodes did with the wrong results',
  'one-refresh-per-expiry': null,
  'no-reuse-of-spent-token': null,
  'stored-tokens-are-newest': null, // Has sentences of its own in the summary, as has the next one.
  'other-fields-unchanged': null,
  'account-stays-taken-away':
    'disconnect the account once more or delete the credential, and revoke the consent at the provider',
  'token-data-kept':
    'where a workflow or the client needs what is missing or wrong in the token data, connect the account again, and expect the same to happen again until this version is replaced',
  'other-rows-unchanged': 'put back what else was changed in the database',
  'failure-is-visible':
    'look for executions that did not do their work, and run them again: nobody was told of them',
  'failure-text-helps': null,
  'lost-save-is-told': null, // What works past the next expiry has saved its tokens since.
  'no-needless-refresh': null,
  'retry-after-honoured': null,
  'recovery-within-budget': null,
  'refresh-is-prompt': null,
  'no-secret-leaked': null, // A leak has a sentence of its own in the summary.
  'others-unaffected': 'see whether the other credentials work, and connect again what does not',
  'token-request-form': null,
  'authentication-as-registered': null,
  'typed-parameters-sent': null,
  'secrets-in-their-place': SEEN_BY_OTHERS,
  'server-is-verified': SEEN_BY_OTHERS,
  'connect-is-protected': 'make sure that the credential has the account that was meant',
  'processes-stay-alive': null,
  connects: null,
  'connect-as-expected':
    'see what each connect brought, and connect the account again where it brought less than is wanted',
  'works-when-unhindered': null,
  'calls-are-taken':
    'find out what was sent to the webhooks of this n8n just after it had come up, and have it sent again',
  'recovers-as-expected': null,
  'scope-within-grant':
    'make sure that no token may do more than the user granted; revoke one that may, and connect the account again',
  // A consent written over another one keeps of the old one what the new one does not bring, so
  // that connecting again helps only where it brings a refresh token.
  'identity-unchanged':
    'disconnect the account, or create the credential anew where that cannot be done, so that nothing of an old consent is kept; connect the account that is meant; and look through what was done in the name of the other one',
  'fault-was-met': null,
};

/** What violations leave for an operator to do although the client works, each thing once. */
export const leftToDo = (violations: readonly NamedFinding[]): readonly string[] =>
  unique(violations.flatMap(({ checker }) => leftBy.get(checker) ?? []));

/** What a checker of the user's own leaves to do, only its message tells. */
const leftBy: ReadonlyMap<string, string | null> = new Map(Object.entries(LEFT_TO_DO));
