import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** A second writer that read the credential before the refresh writes it back a moment later. */
export class WritesOldTokensBack extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const before = credential.fields;
    super.save(credential, tokens);
    setTimeout(() => (credential.fields = before), 30).unref();
  }
}
