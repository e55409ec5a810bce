import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import type { TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Compares the type of a token letter by letter, and cannot send a `bearer` token. */
export class KnowsOneSpellingOfBearer extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const tokens = super.readAnswer(answer);
    if (tokens.token_type !== 'Bearer')
      throw new ClientFailure('The token endpoint gave a token of an unknown type.');
    return tokens;
  }
}
