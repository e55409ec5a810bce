import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Remembers one credential that is being connected, the latest, and saves the tokens there. */
export class SavesForLatestFlow extends CorrectClient {
  #latest: StoredCredential | undefined;

  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    this.#latest = credential;
    return super.newFlow(credential);
  }

  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(this.#latest ?? credential, tokens);
  }
}
