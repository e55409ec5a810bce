import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Keeps the refresh token before the newest one, and tries it first: it may still be good. */
export class ShowsOldTokenFirst extends CorrectClient {
  readonly #previous = new WeakMap<StoredCredential, string>();

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const before = credential.fields.oauthTokenData?.refresh_token;
    if (before !== undefined) this.#previous.set(credential, before);
    super.save(credential, tokens);
  }

  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const previous = this.#previous.get(credential);
    return {
      ...super.parameters(credential),
      ...(previous === undefined ? {} : { refresh_token: previous }),
    };
  }
}
