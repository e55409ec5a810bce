import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Stores of the first reply only the fields that RFC 6749 names. */
export class StoresKnownMembersOnly extends CorrectClient {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    const known = ['access_token', 'refresh_token', 'token_type', 'scope', 'expires_in'];
    super.saveConnected(
      credential,
      Object.fromEntries(Object.entries(tokens).filter(([name]) => known.includes(name))),
    );
  }
}
