import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** How many calls it can make at the same time before it gives up on the next one. */
const AT_ONCE = 6;

/** Runs out of connections under load, and fails a call that it never made. */
export class FailsWhenBusy extends CorrectClient {
  #running = 0;

  protected override async callWithToken(run: ItemRun): Promise<string> {
    if (this.#running >= AT_ONCE) throw new ClientFailure('The credential is in use elsewhere.');
    this.#running += 1;
    try {
      return await super.callWithToken(run);
    } finally {
      this.#running -= 1;
    }
  }
}
