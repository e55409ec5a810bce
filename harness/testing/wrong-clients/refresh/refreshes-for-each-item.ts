import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Works through its items one by one, and refreshes anew for each that is refused. */
export class RefreshesForEachItem extends CorrectClient {
  #last: Promise<unknown> = Promise.resolve();

  protected override callWithToken(run: ItemRun): Promise<string> {
    const mine = this.#last.catch(() => undefined).then(() => super.callWithToken(run));
    this.#last = mine;
    return mine;
  }
}
