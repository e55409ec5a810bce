import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Keeps the refused call with the refresh, so that everybody who waits repeats the first one. */
export class RepeatsForWrongItem extends CorrectClient {
  readonly #refused = new WeakMap<StoredCredential, ItemRun>();

  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    const kept = this.#refused.get(run.credential) ?? run;
    this.#refused.set(run.credential, kept);
    return super.repeat(kept, refused);
  }
}
