import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/**
 * Refuses a consent that would end with its first access token, as it brings no refresh token: what
 * was stored stays, and the user is told what to ask the provider for.
 */
export class InsistsOnOfflineAccess extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    if (tokens.refresh_token === undefined && tokens.expires_in !== undefined)
      throw new ClientFailure(
        'The provider gave no refresh token, so the connection would soon end. Allow offline access and connect the account again.',
      );
    super.saveConnected(credential, tokens);
  }
}
