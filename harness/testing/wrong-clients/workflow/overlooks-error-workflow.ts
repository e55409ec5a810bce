import type { ExecutionReport } from '../../../model/client.ts';
import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';

/** Knows of no error workflow but the workflow itself. */
export class OverlooksErrorWorkflow extends CorrectClient {
  override async execute(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const { alarm, ...report } = await super.execute(workflowId, run, signal);
    if (alarm === undefined) return report;
    return this.workflow(workflowId).plan.errorWorkflow === undefined
      ? { ...report, alarm }
      : { ...report, alarmMissing: true };
  }
}
