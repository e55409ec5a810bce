import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Gives only the results of the first half of the items. */
export class DropsHalfOfOutput extends CorrectClient {
  protected override output(results: readonly ItemResult[]): readonly ItemResult[] {
    return results.slice(0, Math.ceil(results.length / 2));
  }
}
