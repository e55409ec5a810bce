import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Refreshes during a whole execution with the refresh token that was stored when it began. */
export class KeepsTokensOfStart extends CorrectClient {
  /** By the signal of the execution. */
  readonly #atStart = new WeakMap<AbortSignal, TokenData>();

  protected override callWithToken(run: ItemRun): Promise<string> {
    const { oauthTokenData } = run.credential.fields;
    if (oauthTokenData !== undefined && !this.#atStart.has(run.signal))
      this.#atStart.set(run.signal, oauthTokenData);
    return super.callWithToken(run);
  }

  protected override requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    const oauthTokenData = this.#atStart.get(signal);
    const fields = {
      ...credential.fields,
      ...(oauthTokenData === undefined ? {} : { oauthTokenData }),
    };
    return super.requestTokens({ ...credential, fields }, signal);
  }
}
