import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Names a credential after the account with which it was connected. */
export class NamesCredentialAfterAccount extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, tokens);
    credential.name = "the user's account";
  }
}
