import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { TokenData } from '../../reference-clients/stored-credential.ts';
import {
  membersOf,
  retryAfterMs,
  type TokenAnswer,
} from '../../reference-clients/token-request.ts';

/** Codes for which it has words of its own. */
const KNOWN = /^invalid_(?:grant|scope)$/;

/**
 * Shows the provider's own sentence about an error, and nothing else: the provider knows best what
 * has become of its endpoint.
 */
export class QuotesTheProvider extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const { error, error_description: words } = membersOf(answer) ?? {};
    if (typeof error !== 'string' || typeof words !== 'string' || KNOWN.test(error))
      return super.readAnswer(answer);
    const waitMs = retryAfterMs(answer.headers);
    throw new ClientFailure(words, {
      httpStatus: answer.status,
      ...(waitMs === undefined ? {} : { waitMs }),
    });
  }
}
