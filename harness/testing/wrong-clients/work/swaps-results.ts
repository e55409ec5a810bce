import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Gives the results in the order in which the answers came, last one first. */
export class SwapsResults extends CorrectClient {
  protected override output(results: readonly ItemResult[]): readonly ItemResult[] {
    return results.toReversed();
  }
}
