import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Takes an empty refresh token for a new one. */
export class KeepsEmptyRefreshToken extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const tokens = super.readAnswer(answer);
    return membersOf(answer)?.['refresh_token'] === '' ? { ...tokens, refresh_token: '' } : tokens;
  }
}
