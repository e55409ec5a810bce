import type { ExecutionError } from '../../model/event.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';

/** Other good words for what the correct client says. The first that fits applies. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /invalid_grant/,
    'Your consent has ended (it was withdrawn or ran out). Sign in to the provider again.',
  ],
  [/invalid_client/, 'The provider no longer knows this client. Enter the new client secret.'],
  [/invalid_scope/, 'The provider issues no token for these scopes. Ask who runs the app there.'],
  [/no refresh token/, 'The provider gave no lasting access. Allow offline access there.'],
  [/has no access token/, 'Nobody has signed in to the provider here yet. Sign in first.'],
  [/insufficient_scope/, 'The API asks for one more scope. Add it, then authorize anew.'],
  [/429/, 'The server asks for fewer requests per minute. Run it again in a few seconds.'],
  [
    /token endpoint answered 5\d\d/,
    'The authorization server has an outage. Your connection is fine; nothing is to be done.',
  ],
  [/connection broke|timed out/, 'The server could not be contacted (ECONNRESET). Run it again.'],
  [/no token reply/, 'The authorization server sent a web page where a token was expected.'],
  [/answered 200 with no access token/, 'What the authorization server sent has no token in it.'],
  [/error of the server/, 'The API has a problem of its own: Internal Server Error.'],
  [/refuses the access token/, 'The API did not accept a brand-new access token either.'],
];

/** Tells the cause of each failure in words of its own, and what helps where something does. */
export class SaysItOtherwise extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    const [, message = error.message] =
      OTHER_WORDS.find(([known]) => known.test(error.message)) ?? [];
    return { ...error, message };
  }
}
