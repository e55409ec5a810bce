import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Asks again for every call that waited for a refresh, when this refresh has failed. */
export class AsksAgainForEachWaiter extends CorrectClient {
  readonly #flights = new Map<string, Promise<void>>();

  protected override async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const ahead = this.#flights.get(credential.id);
    if (ahead !== undefined) return ahead.catch(() => this.renew(credential, dead, signal));
    const mine = super
      .renew(credential, dead, signal)
      .finally(() => this.#flights.delete(credential.id));
    this.#flights.set(credential.id, mine);
    return mine;
  }
}
