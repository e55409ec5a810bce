import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/**
 * Takes a consent without a refresh token for a lesser one, and keeps the tokens of the consent
 * before, perhaps of another account. The page says that it is connected.
 */
export class KeepsOldAccount extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    const hasOld = credential.fields.oauthTokenData?.refresh_token !== undefined;
    if (tokens.refresh_token !== undefined || !hasOld) super.saveConnected(credential, tokens);
  }
}
