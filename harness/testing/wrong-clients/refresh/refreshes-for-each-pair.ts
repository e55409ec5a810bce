import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Works through its items two by two, and refreshes anew for each two that are refused. */
export class RefreshesForEachPair extends CorrectClient {
  protected override async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const results: ItemResult[] = [];
    for (let from = 0; from < run.items.length; from += 2) {
      const items = run.items.slice(from, from + 2);
      results.push(...(await super.runItems(workflowId, { ...run, items }, signal)));
    }
    return results;
  }
}
