import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Makes the call twice after a refresh, to be on the safe side. */
export class RepeatsAcceptedItems extends CorrectClient {
  readonly #renewed = new WeakSet<StoredCredential>();

  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    await super.fetchTokens(credential, signal);
    this.#renewed.add(credential);
  }

  protected override async callWithToken(run: ItemRun): Promise<string> {
    const body = await super.callWithToken(run);
    return this.#renewed.delete(run.credential) ? super.callWithToken(run) : body;
  }
}
