import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/**
 * Overwrites the scope that the operator entered with a value made from the scope of the token
 * response.
 */
export class SavesIntoWrongField extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    credential.fields = { ...credential.fields, scope: `${tokens.scope ?? ''} offline_access` };
  }
}
