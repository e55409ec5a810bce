import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Takes null for a new refresh token. */
export class KeepsNullForRefreshToken extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const tokens = super.readAnswer(answer);
    return membersOf(answer)?.['refresh_token'] === null
      ? { ...tokens, refresh_token: 'null' }
      : tokens;
  }
}
