import type { ExecutionReport } from '../../../model/client.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Tells the caller that all went well before it knows. */
export class AnswersBeforeItEnds extends CorrectClient {
  protected override report(results: readonly ItemResult[]): ExecutionReport {
    return { ...super.report(results), answer: this.answer(results) };
  }
}
