import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionReport } from '../../model/client.ts';
import type { ProcessName } from '../../model/system.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { lookupEnvironment } from '../../n8n/driver/lookup-shim/lookup-file.ts';
import {
  NEWER,
  OTHER_KEY,
  type Answer,
  type Ask,
  type FromWorker,
  type Job,
  type ToWorker,
} from './messages.ts';

export interface WorkerOptions {
  readonly name: ProcessName;
  /** The mistake it makes; none when undefined. */
  readonly mistake: string | undefined;
  /** File that says what becomes of its look-ups. */
  readonly lookupFile: string;
  readonly answer: (process: string, ask: Ask) => Promise<Answer>;
  readonly onNote: (process: string, text: string) => void;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly onEnd: (process: string) => void;
}

/** A process whose code was compiled before starts in a quarter of the time. */
const ENVIRONMENT = {
  ...process.env,
  NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
};

const LOST: ExecutionReport = { status: 'lost', stored: '' };

/** One process of a toy queue: starts it, gives it jobs, and does to it what faults do. */
export class WorkerProcess {
  readonly name: ProcessName;
  readonly #options: WorkerOptions;
  readonly #jobs = new Map<number, (report: ExecutionReport) => void>();
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  /** What the next end of the process will have been; `exited` when nobody asked for it. */
  #asked: 'exited' | 'refused' | 'killed' | 'stopped' = 'exited';
  died = false;

  constructor(options: WorkerOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get runs(): boolean {
    return this.#child !== undefined;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get busy(): number {
    return this.#jobs.size;
  }

  async start(): Promise<void> {
    await this.#start([]);
  }

  /** Starts it as the newer of two versions, which migrates what is stored. */
  async startAsNewer(): Promise<void> {
    await this.#start([NEWER]);
  }

  /** Starts it with another encryption key. Resolves to false when it refuses and ends. */
  async startWithOtherKey(): Promise<boolean> {
    return this.#start([OTHER_KEY]).then(
      () => true,
      () => false,
    );
  }

  async #start(more: readonly string[]): Promise<void> {
    if (this.#child !== undefined) return;
    const { mistake, lookupFile, onProcess } = this.#options;
    const child = fork(join(import.meta.dirname, 'worker.ts'), [mistake ?? '', ...more], {
      env: { ...ENVIRONMENT, ...lookupEnvironment(lookupFile) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#asked = more.includes(OTHER_KEY) ? 'refused' : 'exited';
    const ready = Promise.withResolvers<void>();
    child.on('message', (message: FromWorker) => this.#hear(child, message, ready.resolve));
    const ended = Promise.withResolvers<void>();
    this.#ended = ended.promise;
    child.once('exit', (code, signal) => {
      this.#over(code, signal);
      ready.reject(new Error(`${this.name} ended before it was ready.`));
      ended.resolve();
    });
    await once(child, 'spawn');
    onProcess({ process: this.name, state: 'started', ...pidOf(child) });
    await ready.promise;
  }

  run(job: Job): Promise<ExecutionReport> {
    return new Promise((resolve) => {
      this.#jobs.set(job.id, resolve);
      this.#send({ type: 'job', job });
    });
  }

  async end(how: 'killed' | 'stopped'): Promise<void> {
    if (this.#child === undefined) return;
    this.#asked = how;
    this.#child.kill(how === 'killed' ? 'SIGKILL' : 'SIGTERM');
    await this.#ended;
  }

  pause(): void {
    this.#signal('SIGSTOP', 'paused');
  }

  resume(): void {
    this.#signal('SIGCONT', 'resumed');
  }

  #signal(signal: NodeJS.Signals, state: 'paused' | 'resumed'): void {
    if (this.#child === undefined) return;
    this.#child.kill(signal);
    this.#options.onProcess({ process: this.name, state, ...pidOf(this.#child) });
  }

  #hear(child: ChildProcess, message: FromWorker, ready: () => void): void {
    const { answer, onNote } = this.#options;
    if (message.type === 'ready') ready();
    else if (message.type === 'note') onNote(this.name, message.text);
    else if (message.type === 'done') {
      this.#jobs.get(message.id)?.(message.report);
      this.#jobs.delete(message.id);
    } else
      void answer(this.name, message.ask).then((given) => {
        if (child === this.#child) this.#send({ type: 'answer', id: message.id, answer: given });
      });
  }

  #send(message: ToWorker): void {
    // A process that ends at this moment gets no message; its jobs are then lost as the others are.
    this.#child?.send(message, () => undefined);
  }

  #over(code: number | null, signal: string | null): void {
    const state = this.#asked;
    this.#options.onProcess({
      process: this.name,
      state,
      ...(this.#child === undefined ? {} : pidOf(this.#child)),
      code,
      signal,
    });
    this.#child = undefined;
    this.died ||= state === 'exited';
    this.#options.onEnd(this.name);
    for (const done of this.#jobs.values()) done(LOST);
    this.#jobs.clear();
  }
}

const pidOf = ({ pid }: ChildProcess) => (pid === undefined ? {} : { pid });
