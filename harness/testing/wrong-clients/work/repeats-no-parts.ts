import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Fails with the refusal of the old token when the refused call had a form of parts. */
export class RepeatsNoParts extends CorrectClient {
  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    return run.call.bodyType === 'multipart' ? refused : super.repeat(run, refused);
  }
}
