import type { ProcessName } from '../../../model/system.ts';
import type { Service } from '../service.ts';

/** A service that obeys at once and says so in `life`, one line each: `start main`. */
export class FakeService implements Service {
  readonly name: ProcessName;
  readonly logFile: string;
  died = false;
  /** What an act waits for, by its verb. */
  readonly waits: Readonly<Record<string, Promise<void>>>;
  readonly #life: string[];
  #run = new AbortController();

  constructor(
    name: ProcessName,
    life: string[],
    {
      logFile = `/nowhere/${name}.log`,
      waits = {},
    }: { readonly logFile?: string; readonly waits?: Readonly<Record<string, Promise<void>>> } = {},
  ) {
    this.name = name;
    this.logFile = logFile;
    this.waits = waits;
    this.#life = life;
  }

  get ended(): AbortSignal {
    return this.#run.signal;
  }

  async #does(verb: string): Promise<void> {
    this.#life.push(`${verb} ${this.name}`);
    await this.waits[verb];
    await Promise.resolve();
    this.#life.push(`${verb} ${this.name} done`);
  }

  async start(): Promise<void> {
    await this.#does('start');
    this.#run = new AbortController();
  }

  async stop(): Promise<void> {
    await this.#does('stop');
    this.#run.abort(new Error('it was stopped'));
  }

  async kill(): Promise<void> {
    await this.#does('kill');
    this.#run.abort(new Error('it was killed'));
  }

  async pause(): Promise<void> {
    await this.#does('pause');
  }

  async resume(): Promise<void> {
    await this.#does('resume');
  }
}
