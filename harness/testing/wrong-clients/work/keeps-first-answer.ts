import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Repeats a refused call and gives the body of the refusal as the result. */
export class KeepsFirstAnswer extends CorrectClient {
  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    return { ...(await super.repeat(run, refused)), body: refused.body };
  }
}
