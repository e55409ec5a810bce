import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Removes the access token when the account is disconnected, and leaves the rest where it is. */
export class KeepsRefreshTokenWhenDisconnected extends CorrectClient {
  override async disconnect(credentialId: string): Promise<void> {
    const credential = this.credential(credentialId);
    const { access_token: _gone, ...left } = credential.fields.oauthTokenData ?? {};
    credential.fields = { ...credential.fields, oauthTokenData: left };
  }
}
