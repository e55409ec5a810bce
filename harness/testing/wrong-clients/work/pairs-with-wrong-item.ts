import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Gives every result as one made from the first item. */
export class PairsWithWrongItem extends CorrectClient {
  protected override output(results: readonly ItemResult[]): readonly ItemResult[] {
    return results.map((result) => ({ ...result, item: results[0]?.item ?? result.item }));
  }
}
