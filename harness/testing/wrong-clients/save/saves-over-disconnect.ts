import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Saves what a refresh brings although the account was disconnected meanwhile. */
export class SavesOverDisconnect extends CorrectClient {
  protected override isConnectedAnew(
    credential: StoredCredential,
    before: TokenData | undefined,
  ): boolean {
    return (
      credential.fields.oauthTokenData !== undefined && super.isConnectedAnew(credential, before)
    );
  }
}
