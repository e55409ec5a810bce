import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Notes when each refreshed token ends, and adds seconds to milliseconds for that. */
export class NotesExpiryInWrongUnit extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const ends = Date.now() + this.clockOffsetMs + (tokens.expires_in ?? 0);
    super.save(credential, { ...tokens, expires_at: ends });
  }
}
