import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Switches Retry On Fail on, in the workflow itself, once its token had expired. */
export class WritesIntoWorkflow extends CorrectClient {
  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    const { workflow } = run;
    this.saveWorkflow(workflow, { ...workflow.plan, retryOnFail: { maxTries: 2, waitMs: 0 } });
    return super.repeat(run, refused);
  }
}
