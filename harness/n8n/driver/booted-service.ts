import { HarnessError } from '../../model/error.ts';
import type { ProcessName } from '../../model/system.ts';
import type { Service } from './service.ts';

/** One run of a service, from its start to its end. */
export interface ServiceRun {
  /** Aborted when the run has ended, whether asked to or not. The reason says how it ended. */
  readonly ended: AbortSignal;
  /** True when the service was asked to end, or ends by itself as planned. */
  readonly stopping: boolean;
  stop(force?: boolean): Promise<void>;
  kill(): Promise<void>;
  pause(): void | Promise<void>;
  resume(): void | Promise<void>;
}

/** A service that can be started again and again, in whatever way it is run. */
export class BootedService<Run extends ServiceRun> implements Service {
  readonly name: ProcessName;
  readonly logFile: string;
  readonly #boot: (signal: AbortSignal) => Promise<Run>;
  #run: Run | undefined;
  #booting: { readonly cancel: AbortController; readonly over: Promise<unknown> } | undefined;
  #failed = false;

  /** @param boot starts it and resolves when it is ready */
  constructor(name: ProcessName, logFile: string, boot: (signal: AbortSignal) => Promise<Run>) {
    this.name = name;
    this.logFile = logFile;
    this.#boot = boot;
  }

  /** The latest run; undefined before the first start. */
  get run(): Run | undefined {
    return this.#run;
  }

  get ended(): AbortSignal {
    return this.#run?.ended ?? AbortSignal.abort(new Error('it was not started'));
  }

  get died(): boolean {
    return (
      this.#failed || (this.#run !== undefined && this.#run.ended.aborted && !this.#run.stopping)
    );
  }

  start(signal: AbortSignal): Promise<void> {
    return this.#start(signal);
  }

  async #start(signal: AbortSignal): Promise<void> {
    const cancel = new AbortController();
    const booting = this.#boot(AbortSignal.any([signal, cancel.signal]));
    this.#booting = { cancel, over: booting.catch(() => undefined) };
    try {
      this.#run = await booting;
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      throw error;
    } finally {
      this.#booting = undefined;
    }
  }

  /**
   * Starts the service, which may refuse to: then it has not died. Resolves to the error of such a
   * start, `n8n-start-failed`.
   */
  protected async tryToStart(signal: AbortSignal): Promise<HarnessError | undefined> {
    try {
      await this.#start(signal);
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof HarnessError) || error.code !== 'n8n-start-failed') throw error;
      this.#failed = false;
      return error;
    }
  }

  async stop(force?: boolean): Promise<void> {
    await this.#cancelBoot();
    await this.#run?.stop(force);
  }

  async kill(): Promise<void> {
    await this.#cancelBoot();
    await this.#run?.kill();
  }

  /**
   * Cancels a start that is still going on. Otherwise the service would run a moment later, and
   * nobody would end it.
   */
  async #cancelBoot(): Promise<void> {
    this.#booting?.cancel.abort(new Error(`${this.name} was asked to end while it started`));
    await this.#booting?.over;
  }

  async pause(): Promise<void> {
    await this.#run?.pause();
  }

  async resume(): Promise<void> {
    await this.#run?.resume();
  }
}
