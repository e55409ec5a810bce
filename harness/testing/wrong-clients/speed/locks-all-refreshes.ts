import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Refreshes one credential after the other, whosever they are. */
export class LocksAllRefreshes extends CorrectClient {
  #ahead: Promise<void> = Promise.resolve();

  protected override fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    const fetched = this.#ahead.then(() => super.fetchTokens(credential, signal));
    this.#ahead = fetched.catch(() => undefined);
    return fetched;
  }
}
