import type { WorkflowRequest } from '../../../model/client.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Ends an execution when its first branch has come to its end. */
export class DropsSecondBranch extends CorrectClient {
  protected override workflow(id: string): WorkflowRequest {
    const request = super.workflow(id);
    const { apiNodes } = request.plan;
    return { ...request, plan: { ...request.plan, apiNodes: apiNodes.slice(0, 1) } };
  }
}
