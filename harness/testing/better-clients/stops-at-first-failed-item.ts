import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../reference-clients/item-run.ts';

/**
 * Works through the items of an execution one by one, and ends it at the first one that fails: the
 * workflow does not say that it may go on.
 */
export class StopsAtFirstFailedItem extends CorrectClient {
  protected override async runEach(
    items: readonly string[],
    runItem: (item: string) => Promise<ItemResult>,
  ): Promise<void> {
    for (const item of items) if ('failure' in (await runItem(item))) return;
  }
}
