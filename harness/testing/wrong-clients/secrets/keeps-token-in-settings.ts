import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Keeps the newest access token in its settings as well, where nothing is encrypted. */
export class KeepsTokenInSettings extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    this.settings[`token cache ${credential.id}`] = tokens.access_token ?? '';
  }
}
