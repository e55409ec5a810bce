import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Makes up for every refresh that failed once one has succeeded again. */
export class MakesUpForMissedRefreshes extends CorrectClient {
  #missed = 0;

  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await super.fetchTokens(credential, signal);
    } catch (failure) {
      this.#missed += 1;
      throw failure;
    }
    for (; this.#missed > 0; this.#missed -= 1) await super.fetchTokens(credential, signal);
  }
}
