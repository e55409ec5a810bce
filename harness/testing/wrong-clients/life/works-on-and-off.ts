import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';

/** How many executions fail after the first one that worked again. */
const PAUSE = 6;

/** Works once after an outage, and then rests before it works on. */
export class WorksOnAndOff extends CorrectClient {
  #resting = 0;
  #failed = false;

  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    if (this.#resting > 0) {
      this.#resting -= 1;
      return {
        item: run.item,
        failure: new ClientFailure('The token endpoint was away; resting.'),
      };
    }
    const result = await super.runItem(run);
    if ('failure' in result) this.#failed = true;
    else if (this.#failed) {
      this.#failed = false;
      this.#resting = PAUSE;
    }
    return result;
  }
}
