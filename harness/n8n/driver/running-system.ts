import type { Peer } from '../../../mock-provider/index.ts';
import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import type {
  CommandRun,
  DatabaseSession,
  DataOfVersion,
  LockEvent,
  LookupTrouble,
  OtherKeyStart,
  ProcessName,
  SettingsFile,
  SystemUnderTest,
  WhichVersion,
} from '../../model/system.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import { countTroubledLookups, writeLookupTrouble } from './lookup-shim/lookup-file.ts';
import type { RedisAddress } from './n8n-environment.ts';
import { RedisLocks } from './redis-locks.ts';
import type { Service } from './service.ts';
import { VersionExchange, type Versions } from './version-exchange.ts';

/** After an outage n8n checks its database every few seconds. */
const READY_WITHIN_MS = 60_000;

export interface SystemOptions {
  /** n8n's main process first, then its workers. */
  readonly n8n: readonly [Service, ...Service[]];
  /** A second n8n on the same database, not started yet, and its address. */
  readonly second?: { readonly service: Service; readonly baseUrl: string } | undefined;
  /**
   * Makes the service of an `n8n execute` for a workflow, not started yet, with a name that was not
   * used before.
   */
  readonly createCommand: (workflowId: string) => Promise<Service>;
  /** The services that n8n needs: the database server, Redis. */
  readonly services: readonly Service[];
  readonly database: DatabaseAddress;
  readonly redis?: RedisAddress | undefined;
  /** Missing where its version cannot be exchanged. */
  readonly versions?: Versions | undefined;
  /** True when n8n reports that it is ready and its API answers. */
  readonly serves: (signal: AbortSignal) => Promise<boolean>;
  /** File that says what becomes of look-ups; missing where n8n does not read it. */
  readonly lookupFile?: string | undefined;
  readonly senderOf: (peer: Peer) => string | undefined;
  /** Name of the service at the other end of a connection to Redis. */
  readonly redisClientOf: (peer: Peer) => string | undefined;
  /**
   * Releases everything else that belongs to this start. Called once, after all services have
   * ended.
   */
  readonly release: () => Promise<void>;
  /** Aborted when the run was interrupted: the services then get no time to end by themselves. */
  readonly interrupted?: AbortSignal;
}

/** The services of one running n8n, which are started, stopped and disturbed together. */
export class RunningSystem implements SystemUnderTest, AsyncDisposable {
  readonly #options: SystemOptions;
  readonly exchange: VersionExchange;
  readonly #locks: RedisLocks | undefined;
  readonly #commands: Service[] = [];
  #secondStarted = false;

  constructor(options: SystemOptions) {
    this.#options = options;
    this.exchange = new VersionExchange(options.database, options.versions);
    this.#locks = options.redis && new RedisLocks(options.redis, options.redisClientOf);
  }

  /**
   * n8n's own processes, the main process first. The second n8n and commands are included only once
   * they have been started.
   */
  get n8nServices(): readonly Service[] {
    const { n8n, second } = this.#options;
    return [
      ...n8n,
      ...(second === undefined || !this.#secondStarted ? [] : [second.service]),
      ...this.#commands,
    ];
  }

  /** Base URL of the second n8n for webhooks; undefined while it does not run. */
  get secondUrl(): string | undefined {
    const { second } = this.#options;
    return second === undefined || second.service.ended.aborted ? undefined : second.baseUrl;
  }

  get processes(): readonly ProcessName[] {
    return this.#all.map(({ name }) => name);
  }

  /** Ids of the processes that run now; undefined when they are in containers. */
  get pids(): readonly number[] | undefined {
    const running = this.#all.filter(({ ended }) => !ended.aborted);
    const pids = running.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    return pids.length === running.length ? pids : undefined;
  }

  /** False when a service has ended without being asked to. */
  get alive(): boolean {
    return !this.#all.some(({ died }) => died);
  }

  /** Aborted when the main process has ended. */
  get mainEnded(): AbortSignal {
    return this.#options.n8n[0].ended;
  }

  endOf(name: ProcessName): AbortSignal {
    return this.#service(name).ended;
  }

  async kill(name: ProcessName): Promise<void> {
    await this.#service(name).kill();
  }

  async stop(name: ProcessName): Promise<void> {
    await this.#service(name).stop();
  }

  async start(name: ProcessName, signal: AbortSignal): Promise<void> {
    this.#secondStarted ||= name === 'main-2';
    const service = this.#service(name);
    if (service.ended.aborted) await service.start(signal);
  }

  async startWithOtherKey(
    name: ProcessName,
    settings: SettingsFile,
    signal: AbortSignal,
  ): Promise<OtherKeyStart> {
    const service = this.#service(name);
    if (service.startWithOtherKey === undefined)
      throw new HarnessError(
        'capability-missing',
        `Could not start ${name} with another encryption key: it is not a process of this machine.`,
      );
    return service.startWithOtherKey(settings, signal);
  }

  get versions(): Versions | undefined {
    return this.exchange.versions;
  }

  async startAs(
    which: WhichVersion,
    data: DataOfVersion,
    processes: readonly ProcessName[],
    signal: AbortSignal,
  ): Promise<void> {
    const { n8n, second } = this.#options;
    const become = n8n.filter(({ name }) => processes.includes(name));
    const isWhole = become.length === n8n.length;
    const services = second === undefined ? become : [...become, second.service];
    await this.exchange.prepare(services, which, { data, isWhole });
    await this.#startN8n(signal);
  }

  async troubleLookups(trouble: LookupTrouble | undefined): Promise<void> {
    await writeLookupTrouble(this.#lookupFile, trouble);
  }

  async countTroubledLookups(): Promise<number> {
    return countTroubledLookups(this.#lookupFile);
  }

  async executeByCommand(workflowId: string, signal: AbortSignal): Promise<CommandRun> {
    const service = await this.#options.createCommand(workflowId);
    if (this.exchange.version !== undefined) service.become?.(this.exchange.version);
    this.#commands.push(service);
    try {
      await service.start(signal);
    } catch (error) {
      // The command never ran. It must not count as a process that died, and it has no log to read.
      this.#commands.splice(this.#commands.indexOf(service), 1);
      throw error;
    }
    return { process: service.name, ended: service.ended };
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

  async pause(name: ProcessName): Promise<void> {
    await this.#service(name).pause();
  }

  async resume(name: ProcessName): Promise<void> {
    await this.#service(name).resume();
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

  /** Everything that is in Redis, as text; nothing where there is no Redis. */
  async readRedis(): Promise<string> {
    return (await this.#locks?.readAll()) ?? '';
  }

  async emptyRedis(): Promise<void> {
    return this.#redis().empty();
  }

  /**
   * Restarts n8n's own processes. The main process starts first, because it is the one that changes
   * the database.
   */
  async restart(signal: AbortSignal): Promise<void> {
    await Promise.all(this.n8nServices.map((service) => service.stop()));
    await this.#startN8n(signal);
  }

  async #startN8n(signal: AbortSignal): Promise<void> {
    const [main, ...workers] = this.#options.n8n;
    const startEnded = async (service: Service): Promise<void> => {
      if (service.ended.aborted) await service.start(signal);
    };
    await startEnded(main);
    await Promise.all(workers.map(startEnded));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#locks?.close();
    // Every service is stopped, even when another one could not be stopped.
    const { services, interrupted } = this.#options;
    const force = interrupted?.aborted === true;
    const failures = force
      ? await stopAll(this.#all, force)
      : [...(await stopAll(this.n8nServices)), ...(await stopAll(services))];
    await this.#options.release();
    if (failures.length > 0) throw failures[0];
  }

  get #all(): readonly Service[] {
    return [...this.n8nServices, ...this.#options.services];
  }

  #service(name: ProcessName): Service {
    const service = this.#all.find((candidate) => candidate.name === name);
    if (service === undefined)
      throw new HarnessError(
        'part-unknown',
        `Could not find the service '${name}': this n8n consists of ${this.processes.join(', ')}.`,
      );
    return service;
  }

  get #lookupFile(): string {
    const { lookupFile } = this.#options;
    if (lookupFile === undefined)
      throw new HarnessError(
        'capability-missing',
        'Could not reach into the look-ups of n8n: it is no process of this machine.',
      );
    return lookupFile;
  }

  #redis(): RedisLocks {
    if (this.#locks === undefined)
      throw new HarnessError('capability-missing', 'Could not look into Redis: this n8n has none.');
    return this.#locks;
  }
}

/** Stops services at the same time; resolves to the errors. */
async function stopAll(services: readonly Service[], force = false): Promise<readonly unknown[]> {
  const ended = await Promise.allSettled(services.map((service) => service.stop(force)));
  return ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
}
