import type { PartName } from '../../model/system.ts';
import type { Part } from '../driver/part.ts';
import type { PartProcess } from './part-process.ts';

/** A part that is a process of this machine. */
export class ProcessPart implements Part {
  readonly name: PartName;
  readonly logFile: string;
  readonly #boot: (signal: AbortSignal) => Promise<PartProcess>;
  #process: PartProcess | undefined;
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
    try {
      this.#process = await this.#boot(signal);
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  async stop(force?: boolean): Promise<void> {
    await this.#process?.stop(force);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async pause(): Promise<void> {
    this.#process?.pause();
  }

  async resume(): Promise<void> {
    this.#process?.resume();
  }
}
