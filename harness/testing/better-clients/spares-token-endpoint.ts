import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/** How long nobody asks after a server error. */
const PAUSE_MS = 1_200;

/**
 * Spares a token endpoint that is down: after a server error (RFC 9110 §15.6) it is asked no more
 * for a moment, and executions that would need a new token are told so at once. A connect that it
 * has answered shows that it is up again.
 */
export class SparesTokenEndpoint extends CorrectClient {
  readonly #spared = new WeakMap<
    StoredCredential,
    { readonly untilMs: number; readonly why: string }
  >();

  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    const spared = this.#spared.get(credential);
    if (spared !== undefined && Date.now() < spared.untilMs) throw new ClientFailure(spared.why);
    try {
      return await super.requestTokens(credential, signal);
    } catch (cause) {
      if (cause instanceof ClientFailure && (cause.httpStatus ?? 0) >= 500)
        this.#spared.set(credential, { untilMs: Date.now() + PAUSE_MS, why: cause.message });
      throw cause;
    }
  }

  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    this.#spared.delete(credential);
    super.saveConnected(credential, tokens);
  }
}
