import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

const LATER_MS = 1_000;

/** Keeps a copy of what it had read, and writes that back when it has long been replaced. */
export class WritesBackLater extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const before = credential.fields;
    super.save(credential, tokens);
    setTimeout(() => (credential.fields = before), LATER_MS).unref();
  }
}
