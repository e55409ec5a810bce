import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Forgets to say which credential is meant when it saves the tokens of a refresh. */
export class SavesIntoEveryRow extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    for (const other of this.credentials) if (other !== credential) super.save(other, tokens);
  }
}
