import type { ExecutionReport } from '../../../model/client.ts';
import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';

/** Starts a workflow by its schedule until it has failed once, and then no more. */
export class StopsTheSchedule extends CorrectClient {
  readonly #stopped = new Set<string>();

  override async execute(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    if (this.#stopped.has(workflowId)) return { status: 'hung', stored: '' };
    const report = await super.execute(workflowId, run, signal);
    if (report.status === 'error' && this.workflow(workflowId).plan.startedBy === 'schedule')
      this.#stopped.add(workflowId);
    return report;
  }
}
