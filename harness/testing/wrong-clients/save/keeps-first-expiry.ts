import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Notes when the first refreshed token ends, and keeps that for all others. */
export class KeepsFirstExpiry extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const noted = credential.fields.oauthTokenData?.['expires_at'];
    const ends = Date.now() + this.clockOffsetMs + (tokens.expires_in ?? 0) * 1_000;
    super.save(credential, { ...tokens, expires_at: noted ?? ends });
  }
}
