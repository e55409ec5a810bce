import type { ExecutionReport } from '../../../model/client.ts';
import type { StartOptions } from '../../../model/target.ts';
import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';

/** A client in a process that can end. Its executions are lost then, and no other one runs. */
export abstract class MortalClient extends CorrectClient {
  readonly #ended = Promise.withResolvers<void>();
  readonly #onProcess: StartOptions['onProcess'];
  #alive = true;

  constructor(onProcess: StartOptions['onProcess']) {
    super();
    this.#onProcess = onProcess;
  }

  override get alive(): boolean {
    return this.#alive;
  }

  override async execute(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const lost = this.#ended.promise.then((): ExecutionReport => ({ status: 'lost', stored: '' }));
    return this.#alive ? Promise.race([super.execute(workflowId, run, signal), lost]) : lost;
  }

  /** Ends the process; what it was doing comes to no end. */
  protected die(): Promise<never> {
    if (this.#alive) this.#onProcess({ process: 'client', state: 'exited', code: 1 });
    this.#alive = false;
    this.#ended.resolve();
    return new Promise<never>(() => {});
  }
}
