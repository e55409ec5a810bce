import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Reads a refresh reply as if it were a form, and decodes the tokens in it. */
export class DecodesTokens extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const decoded = Object.entries(tokens).map(([name, value]) => [
      name,
      typeof value === 'string' ? decodeURIComponent(value.replaceAll('+', ' ')) : value,
    ]);
    super.save(credential, Object.fromEntries(decoded));
  }
}
