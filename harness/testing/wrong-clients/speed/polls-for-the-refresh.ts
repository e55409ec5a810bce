import { setTimeout as delay } from 'node:timers/promises';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Looks only every second or two whether the refresh that somebody else began is over. */
export class PollsForTheRefresh extends CorrectClient {
  readonly #refreshing = new Set<string>();

  protected override async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#refreshing.has(credential.id)) await delay(1_500, undefined, { signal });
    this.#refreshing.add(credential.id);
    await super
      .renew(credential, dead, signal)
      .finally(() => this.#refreshing.delete(credential.id));
  }
}
