import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

const LATER_MS = 1_000;

/** Saves each refresh once more, in case the first save got lost, whatever was saved since. */
export class SavesTwice extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    setTimeout(() => super.save(credential, tokens), LATER_MS).unref();
  }
}
