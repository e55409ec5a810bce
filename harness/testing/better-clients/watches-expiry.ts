import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/** When a token came and when it ends, by the client's own clock. */
interface Life {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Refreshes before the API has to refuse a token, by `expires_in` (RFC 6749 §5.1) and its own
 * clock. A wrong clock may cost a refresh, but never the credential: when it fails, the token at
 * hand is used as if nothing had been.
 */
export abstract class WatchesExpiry extends CorrectClient {
  readonly #lives = new WeakMap<StoredCredential, Life>();

  /** True when a token is old enough to be replaced. */
  protected abstract isDue(life: Life, nowMs: number): boolean;

  override async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    const page = await super.connect(credentialId, signal, away);
    const credential = this.credential(credentialId);
    this.#remember(credential, credential.fields.oauthTokenData);
    return page;
  }

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    this.#remember(credential, tokens);
  }

  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    const stored = credential.fields.oauthTokenData?.access_token;
    const life = this.#lives.get(credential);
    if (stored !== undefined && life !== undefined && this.isDue(life, this.#nowMs()))
      await this.renew(credential, stored, signal).catch(() => undefined);
    return super.accessToken(credential, signal);
  }

  #remember(credential: StoredCredential, tokens: TokenData | undefined): void {
    const seconds = tokens?.expires_in;
    const fromMs = this.#nowMs();
    if (seconds === undefined) this.#lives.delete(credential);
    else this.#lives.set(credential, { fromMs, untilMs: fromMs + seconds * 1_000 });
  }

  #nowMs(): number {
    return Date.now() + this.clockOffsetMs;
  }
}
