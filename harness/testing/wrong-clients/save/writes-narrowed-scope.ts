import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/**
 * Writes the scope of a token reply over the one that the operator entered. After a refresh that
 * narrowed the scope, a reconnect asks for the narrow one as well.
 */
export class WritesNarrowedScope extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    if (tokens.scope !== undefined)
      credential.fields = { ...credential.fields, scope: tokens.scope };
  }
}
