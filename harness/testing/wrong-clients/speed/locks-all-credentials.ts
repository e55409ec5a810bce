import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Has one lock for all credentials: while one is refreshed, the calls of all others wait. */
export class LocksAllCredentials extends CorrectClient {
  #refreshing: Promise<void> = Promise.resolve();

  protected override fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    const refreshing = super.fetchTokens(credential, signal);
    this.#refreshing = refreshing.catch(() => undefined);
    return refreshing;
  }

  protected override async callWithToken(run: ItemRun): Promise<string> {
    await this.#refreshing;
    return super.callWithToken(run);
  }
}
