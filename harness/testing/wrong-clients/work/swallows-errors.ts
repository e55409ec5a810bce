import type { ExecutionReport } from '../../../model/client.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Reports success and puts the error into the result of the item. */
export class SwallowsErrors extends CorrectClient {
  protected override report(results: readonly ItemResult[]): ExecutionReport {
    const failed = results.flatMap((result) => ('failure' in result ? [result.item] : []));
    return {
      ...super.report(results.filter((result) => 'body' in result)),
      itemsWithErrorBody: failed,
    };
  }
}
