import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Stores the new access token but keeps using the old refresh token. */
export class ForgetsRotatedToken extends CorrectClient {
  protected override save(
    credential: StoredCredential,
    { refresh_token: _forgotten, ...tokens }: TokenData,
  ): void {
    super.save(credential, tokens);
  }
}
