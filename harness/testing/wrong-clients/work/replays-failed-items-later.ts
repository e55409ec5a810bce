import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';

/** Keeps failed items, and makes their calls once more when a later call has had its answer. */
export class ReplaysFailedItemsLater extends CorrectClient {
  readonly #failed: ItemRun[] = [];

  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    if ('failure' in result) this.#failed.push(run);
    else
      for (const failed of this.#failed.splice(0))
        void super.runItem({ ...failed, signal: run.signal });
    return result;
  }
}
