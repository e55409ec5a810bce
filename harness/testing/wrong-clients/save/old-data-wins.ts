import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Merges the wrong way round: what was stored before wins over what the refresh reply says. */
export class OldDataWins extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const old = credential.fields.oauthTokenData;
    super.save(credential, {
      ...tokens,
      ...old,
      ...(tokens.access_token === undefined ? {} : { access_token: tokens.access_token }),
      ...(tokens.refresh_token === undefined ? {} : { refresh_token: tokens.refresh_token }),
    });
  }
}
