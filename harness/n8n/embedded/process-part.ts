import type { PartName } from '../../model/system.ts';
import type { Part } from '../driver/part.ts';
import type { PartProcess } from './part-process.ts';

/** A part that is a process of this machine. */
export class ProcessPart implements Part {
  readonly name: PartName;
  readonly logFile: string;
  readonly #boot: (signal: AbortSignal) => Promise<PartProcess>;
  #process: PartProcess | undefined;
  #booting: { readonly cancel: AbortController; readonly over: Promise<unknown> } | undefined;
  #failed = false;

  /** @param boot starts it and resolves when it is ready */
  constructor(name: PartName, logFile: string, boot: (signal: AbortSignal) => Promise<PartProcess>) {
    this.name = name;
    this.logFile = logFile;
    this.#boot = boot;
  }

  get ended(): AbortSignal {
    return this.#process?.ended ?? AbortSignal.abort(new Error('it was not started'));
  }

  get died(): boolean {
    return this.#failed || (this.#process !== undefined && this.#process.ended.aborted && !this.#process.stopping);
  }

  /** Number of the process, which leads the group of everything it starts; undefined before the first start. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async start(signal: AbortSignal): Promise<void> {
    const cancel = new AbortController();
    const booting = this.#boot(AbortSignal.any([signal, cancel.signal]));
    this.#booting = { cancel, over: booting.catch(() => undefined) };
    try {
      this.#process = await booting;
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      throw error;
    } finally {
      this.#booting = undefined;
    }
  }

  async stop(force?: boolean): Promise<void> {
    await this.#cancelBoot();
    await this.#process?.stop(force);
  }

  async kill(): Promise<void> {
    await this.#cancelBoot();
    await this.#process?.kill();
  }

  /** What is still starting would otherwise be there a moment later, with nobody to end it. */
  async #cancelBoot(): Promise<void> {
    this.#booting?.cancel.abort(new Error(`${this.name} was asked to end while it started`));
    await this.#booting?.over;
  }

  async pause(): Promise<void> {
    this.#process?.pause();
  }

  async resume(): Promise<void> {
    this.#process?.resume();
  }
}
