import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/**
 * Stores null for an access token as it came, has nothing to call with from then on, and does not
 * tell anybody that only a new connection helps.
 */
export class SignsWithNothing extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    return membersOf(answer)?.['access_token'] === null
      ? { access_token: '' }
      : super.readAnswer(answer);
  }

  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    const accessToken = await super.accessToken(credential, signal);
    if (accessToken === '') throw new ClientFailure('Unable to sign without access token');
    return accessToken;
  }
}
