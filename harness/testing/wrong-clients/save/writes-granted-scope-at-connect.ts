import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Replaces the scope that the operator entered by the granted one, and asks for offline access. */
export class WritesGrantedScopeAtConnect extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, tokens);
    credential.fields.scope = `${String(tokens['scope'])} offline_access`;
  }
}
