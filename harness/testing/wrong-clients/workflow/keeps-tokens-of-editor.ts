import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';

/** Saves nothing of an execution in the editor, and so no new tokens either. */
export class KeepsTokensOfEditor extends CorrectClient {
  protected override async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const { plan, credentialId } = this.workflow(workflowId);
    const credential = this.credential(credentialId);
    const before = credential.fields;
    const results = await super.runItems(workflowId, run, signal);
    if (plan.startedBy === 'manual') credential.fields = before;
    return results;
  }
}
