import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/**
 * Asks no more for a refresh token that the provider has refused as invalid_grant: until somebody
 * connects the account again, every execution is told so without a request.
 */
export class RemembersDeadGrants extends CorrectClient {
  readonly #dead = new WeakMap<
    StoredCredential,
    { readonly token: string; readonly why: string }
  >();

  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    const token = credential.fields.oauthTokenData?.refresh_token ?? '';
    const known = this.#dead.get(credential);
    if (known !== undefined && known.token === token) throw new ClientFailure(known.why);
    try {
      return await super.requestTokens(credential, signal);
    } catch (cause) {
      if (cause instanceof ClientFailure && cause.message.includes('invalid_grant'))
        this.#dead.set(credential, { token, why: cause.message });
      throw cause;
    }
  }
}
