import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import { isFailure, type ItemResult, type ItemRun } from '../../../reference-clients/item-run.ts';

/** Goes on with the next page of a list when the API refuses one, and gives what it has got. */
export class LeavesRefusedPageOut extends CorrectClient {
  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    const isLater = run.workflow.plan.template === 'pagination' && run.call.part !== '';
    return isLater && isFailure(result) ? { item: result.item, body: '' } : result;
  }

  protected override async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const results = await super.runItems(workflowId, run, signal);
    return results.filter((result) => isFailure(result) || result.body !== '');
  }
}
