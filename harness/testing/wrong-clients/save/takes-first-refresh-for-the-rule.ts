import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/**
 * Takes a provider whose first refresh brings the same refresh token again for one that never
 * changes it, and throws away what it brings later.
 */
export class TakesFirstRefreshForTheRule extends CorrectClient {
  readonly #neverRotated = new Set<string>();

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const { id, fields } = credential;
    const { refresh_token: brought, ...others } = tokens;
    if (brought !== undefined && brought === fields.oauthTokenData?.refresh_token)
      this.#neverRotated.add(id);
    super.save(credential, this.#neverRotated.has(id) ? others : tokens);
  }
}
