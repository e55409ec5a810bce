import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Stores the refresh reply in place of all that was there; only the refresh token is rescued. */
export class ReplacesTokenData extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const { refresh_token } = credential.fields.oauthTokenData ?? {};
    credential.fields.oauthTokenData = {
      ...(refresh_token === undefined ? {} : { refresh_token }),
      ...tokens,
    };
  }
}
