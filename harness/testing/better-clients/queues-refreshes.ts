import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/**
 * Lets one refresh of a credential run at a time, under a lock, and looks again when its turn
 * comes: whoever finds a new token uses it, and whoever finds that the refresh before it failed
 * fails too.
 */
export class QueuesRefreshes extends CorrectClient {
  readonly #locks = new Map<string, Promise<void>>();

  protected override async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const ahead = this.#locks.get(credential.id);
    if (ahead !== undefined) {
      await ahead;
      if (credential.fields.oauthTokenData?.access_token !== dead) return;
    }
    const mine = super.renew(credential, dead, signal);
    this.#locks.set(credential.id, mine);
    await mine.finally(() => {
      if (this.#locks.get(credential.id) === mine) this.#locks.delete(credential.id);
    });
  }
}
