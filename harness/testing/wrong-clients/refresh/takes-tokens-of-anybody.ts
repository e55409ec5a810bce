import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import type { TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Reads no ID token of a refresh, so that it takes tokens whatever account they are for. */
export class TakesTokensOfAnybody extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const { id_token: _idToken, ...tokens } = super.readAnswer(answer);
    return tokens;
  }
}
