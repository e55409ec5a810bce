import type { WebhookAnswer } from '../../../model/client.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Tells the caller the answer to the first item in the place of every other one. */
export class AnswersFirstItemOnly extends CorrectClient {
  protected override answer(output: readonly ItemResult[]): WebhookAnswer {
    return super.answer(output.map((result) => output[0] ?? result));
  }
}
