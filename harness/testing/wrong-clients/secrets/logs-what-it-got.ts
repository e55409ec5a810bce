import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Logs something of every refresh that a secret can be read from. */
export abstract class LogsWhatItGot extends CorrectClient {
  protected abstract written(credential: StoredCredential, tokens: TokenData): string;

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    this.note(credential, `refreshed: ${this.written(credential, tokens)}`);
  }
}
