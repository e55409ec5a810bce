import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/** Writes what it makes of the scope of the token reply over the scope the operator typed. */
export class SavesIntoWrongField extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    credential.fields = { ...credential.fields, scope: `${tokens.scope ?? ''} offline_access` };
  }
}
