import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import { isFailure, type ItemResult } from '../../../reference-clients/item-run.ts';

/** Takes what another workflow gave for its result, whether it failed or not. */
export class PassesOverFailedSubWorkflow extends CorrectClient {
  protected override async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const results = await super.runItems(workflowId, run, signal);
    const { template } = this.workflow(workflowId).plan;
    return template === 'sub-workflow' ? results.filter((result) => !isFailure(result)) : results;
  }
}
