import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/**
 * Refuses a consent with less scope than was asked for (RFC 6749 §3.3 lets it learn so): what was
 * stored stays, and the user is told which boxes to tick.
 */
export class InsistsOnScope extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    const granted = new Set((tokens.scope ?? credential.fields.scope).split(' '));
    const lacking = credential.fields.scope.split(' ').filter((name) => !granted.has(name));
    if (lacking.length > 0)
      throw new ClientFailure(
        `The scope ${lacking.join(' ')} was not granted. Connect the account again and allow all that is asked for.`,
      );
    super.saveConnected(credential, tokens);
  }
}
