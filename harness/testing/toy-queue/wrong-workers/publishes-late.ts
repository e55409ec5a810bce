import type { ExecutionReport } from '../../../model/client.ts';
import type { Job } from '../messages.ts';
import { WorkerClient } from '../worker-client.ts';

/** Says after a migration that it is ready, and turns the first call away all the same. */
export class PublishesLate extends WorkerClient {
  #isLate = false;

  override async migrate(): Promise<void> {
    await super.migrate();
    this.#isLate = true;
  }

  override async work(job: Job): Promise<ExecutionReport> {
    const report = await super.work(job);
    if (!this.#isLate) return report;
    this.#isLate = false;
    return { ...report, turnedAway: { times: 1, says: 'This workflow is not there yet.' } };
  }
}
