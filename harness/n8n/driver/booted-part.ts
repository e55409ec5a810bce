import type { PartName } from '../../model/system.ts';
import type { Part } from './part.ts';

/** One run of a part, from its start to its end. */
export interface PartRun {
  /** Aborted once it has ended, asked to or not. The reason says how. */
  readonly ended: AbortSignal;
  /** True when it was asked to. */
  readonly stopping: boolean;
  stop(force?: boolean): Promise<void>;
  kill(): Promise<void>;
  pause(): void | Promise<void>;
  resume(): void | Promise<void>;
}

/** A part that has one run after the other, whatever runs it. */
export class BootedPart<Run extends PartRun> implements Part {
  readonly name: PartName;
  readonly logFile: string;
  readonly #boot: (signal: AbortSignal) => Promise<Run>;
  #run: Run | undefined;
  #failed = false;

  /** @param boot starts it and resolves when it is ready */
  constructor(name: PartName, logFile: string, boot: (signal: AbortSignal) => Promise<Run>) {
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
    return this.#failed || (this.#run !== undefined && this.#run.ended.aborted && !this.#run.stopping);
  }

  async start(signal: AbortSignal): Promise<void> {
    try {
      this.#run = await this.#boot(signal);
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  async stop(force?: boolean): Promise<void> {
    await this.#run?.stop(force);
  }

  async kill(): Promise<void> {
    await this.#run?.kill();
  }

  async pause(): Promise<void> {
    await this.#run?.pause();
  }

  async resume(): Promise<void> {
    await this.#run?.resume();
  }
}
