import type {
  CommandRun,
  DatabaseSession,
  LockEvent,
  PartName,
  Peer,
  SystemUnderTest,
} from '../../model/system.ts';
import { HarnessError } from '../../model/error.ts';
import { poll } from '../../machine/poll.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import type { RedisAddress } from './n8n-environment.ts';
import type { Part } from './part.ts';
import { RedisLocks } from './redis-locks.ts';

/** n8n looks for its database every few seconds. */
const READY_WITHIN_MS = 60_000;

export interface SystemOptions {
  /** n8n's main process first, then its workers. */
  readonly n8n: readonly [Part, ...Part[]];
  /** A second n8n on the same database, not started, and where it is. */
  readonly second?: { readonly part: Part; readonly baseUrl: string } | undefined;
  /** Makes an `n8n execute` of a workflow, not started, by a name that none had before. */
  readonly createCommand: (workflowId: string) => Promise<Part>;
  /** What n8n needs: the database server, Redis. */
  readonly services: readonly Part[];
  readonly database: DatabaseAddress;
  readonly redis?: RedisAddress | undefined;
  /** True while n8n says that it is ready and its API answers. */
  readonly serves: (signal: AbortSignal) => Promise<boolean>;
  readonly senderOf: (peer: Peer) => string | undefined;
  /** Name of the part behind a connection to Redis. */
  readonly redisClientOf: (peer: Peer) => string | undefined;
  /** Lets go of everything else the start holds; called once, after all parts have ended. */
  readonly release: () => Promise<void>;
}

/** The parts of one running n8n, started, stopped and disturbed as one. */
export class RunningSystem implements SystemUnderTest, AsyncDisposable {
  readonly #options: SystemOptions;
  readonly #locks: RedisLocks | undefined;
  readonly #commands: Part[] = [];
  #secondStarted = false;

  constructor(options: SystemOptions) {
    this.#options = options;
    this.#locks = options.redis && new RedisLocks(options.redis, options.redisClientOf);
  }

  /**
   * n8n's own processes: the main one first; the second one and the commands only once they were
   * started.
   */
  get n8nParts(): readonly Part[] {
    const { n8n, second } = this.#options;
    return [
      ...n8n,
      ...(second === undefined || !this.#secondStarted ? [] : [second.part]),
      ...this.#commands,
    ];
  }

  /** Where the second n8n takes webhooks while it runs. */
  get secondUrl(): string | undefined {
    const { second } = this.#options;
    return second === undefined || second.part.ended.aborted ? undefined : second.baseUrl;
  }

  get parts(): readonly PartName[] {
    return this.#all.map(({ name }) => name);
  }

  /** False once a part has ended that nobody asked to. */
  get alive(): boolean {
    return !this.#all.some(({ died }) => died);
  }

  /** Aborted once the main process has ended. */
  get mainEnded(): AbortSignal {
    return this.#options.n8n[0].ended;
  }

  async kill(name: PartName): Promise<void> {
    await this.#part(name).kill();
  }

  async stop(name: PartName): Promise<void> {
    await this.#part(name).stop();
  }

  async start(name: PartName, signal: AbortSignal): Promise<void> {
    this.#secondStarted ||= name === 'main-2';
    const part = this.#part(name);
    if (part.ended.aborted) await part.start(signal);
  }

  async executeByCommand(workflowId: string, signal: AbortSignal): Promise<CommandRun> {
    const part = await this.#options.createCommand(workflowId);
    this.#commands.push(part);
    try {
      await part.start(signal);
    } catch (error) {
      // That it never ran is no death of n8n's, and it has no log.
      this.#commands.splice(this.#commands.indexOf(part), 1);
      throw error;
    }
    return { part: part.name, ended: part.ended };
  }

  async ready(signal: AbortSignal): Promise<void> {
    const ready = await poll(
      async () => ((await this.#options.serves(signal)) ? true : undefined),
      { withinMs: READY_WITHIN_MS, everyMs: 200, signal },
    );
    if (ready === undefined)
      throw new HarnessError(
        'n8n-not-ready',
        `Could not go on: n8n was not ready again after ${READY_WITHIN_MS / 1_000} s.`,
      );
  }

  async pause(name: PartName): Promise<void> {
    await this.#part(name).pause();
  }

  async resume(name: PartName): Promise<void> {
    await this.#part(name).resume();
  }

  senderOf(peer: Peer): string | undefined {
    return this.#options.senderOf(peer);
  }

  openDatabase(): Promise<DatabaseSession> {
    return openDatabase(this.#options.database);
  }

  async watchLocks(
    credentialId: string,
    listener: (event: LockEvent) => void,
  ): Promise<() => Promise<void>> {
    return this.#redis().watch(credentialId, listener);
  }

  async expireLock(credentialId: string): Promise<void> {
    return this.#redis().expire(credentialId);
  }

  async emptyRedis(): Promise<void> {
    return this.#redis().empty();
  }

  /** n8n's own processes, the main one first: it is the one that changes the database. */
  async restart(signal: AbortSignal): Promise<void> {
    const [main, ...workers] = this.#options.n8n;
    await Promise.all(this.n8nParts.map((part) => part.stop()));
    await main.start(signal);
    await Promise.all(workers.map((worker) => worker.start(signal)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#locks?.close();
    // Nothing is left running because something else could not be ended.
    const failures = [
      ...(await stopAll(this.n8nParts)),
      ...(await stopAll(this.#options.services)),
    ];
    await this.#options.release();
    if (failures.length > 0) throw failures[0];
  }

  get #all(): readonly Part[] {
    return [...this.n8nParts, ...this.#options.services];
  }

  #part(name: PartName): Part {
    const part = this.#all.find((candidate) => candidate.name === name);
    if (part === undefined)
      throw new HarnessError(
        'part-unknown',
        `Could not find the part '${name}': this n8n consists of ${this.parts.join(', ')}.`,
      );
    return part;
  }

  #redis(): RedisLocks {
    if (this.#locks === undefined)
      throw new HarnessError('capability-missing', 'Could not look into Redis: this n8n has none.');
    return this.#locks;
  }
}

/** Ends parts side by side; resolves to what went wrong. */
async function stopAll(parts: readonly Part[]): Promise<readonly unknown[]> {
  const ended = await Promise.allSettled(parts.map((part) => part.stop()));
  return ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
}
