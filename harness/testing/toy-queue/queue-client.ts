import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Peer } from '../../../mock-provider/index.ts';
import { socketOwner } from '../../machine/socket-owner.ts';
import { CAPABILITIES, type Capability } from '../../model/capability.ts';
import type { ExecutionReport } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type {
  DataOfVersion,
  LockEvent,
  ProcessName,
  SystemUnderTest,
  WhichVersion,
} from '../../model/system.ts';
import type { ProcessEvent } from '../../model/target.ts';
import {
  countTroubledLookups,
  writeLookupTrouble,
} from '../../n8n/driver/lookup-shim/lookup-file.ts';
import { ClientStore } from '../../reference-clients/client-store.ts';
import type { Run } from '../../reference-clients/correct-client.ts';
import type { CredentialFields } from '../../reference-clients/stored-credential.ts';
import { SharedStore } from './shared-store.ts';
import { WorkerProcess } from './worker-process.ts';

/** What a toy of several processes cannot do: it has no database and no command line. */
const MISSING: ReadonlySet<Capability> = new Set<Capability>([
  'database',
  'database-server',
  'execute-command',
]);

export interface QueueOptions {
  /** The processes that execute. */
  readonly workers: readonly ProcessName[];
  readonly mistake?: string | undefined;
  readonly onProcess: (event: ProcessEvent) => void;
}

/** The newer one stores what it finds once more; apart from that they are the same. */
const VERSIONS = { older: '1.0.0', newer: '2.0.0' };

const missing = (what: string): HarnessError =>
  new HarnessError('capability-missing', `Could not ${what}: the toy queue has none.`);

/**
 * A client of several real processes. This object is its database, its queue and its Redis; each
 * worker is a process that runs the correct client, or one that makes a mistake.
 */
export class QueueClient extends ClientStore implements AsyncDisposable {
  override readonly capabilities: ReadonlySet<Capability>;
  readonly system: SystemUnderTest;
  readonly #workers: readonly WorkerProcess[];
  readonly #second: WorkerProcess | undefined;
  readonly #store = new SharedStore(
    (id) => this.credential(id).fields,
    (id, fields) => void (this.credential(id).fields = fields),
    () => this.credentialIds,
  );
  readonly #lookupFile = join(tmpdir(), `toy-lookups-${randomUUID()}`);
  #jobs = 0;
  #turn = 0;
  #copy: ReadonlyMap<string, CredentialFields> = new Map();

  constructor({ workers, mistake, onProcess }: QueueOptions) {
    super();
    const lookupFile = this.#lookupFile;
    const make = (name: ProcessName): WorkerProcess =>
      new WorkerProcess({
        name,
        mistake,
        lookupFile,
        onProcess,
        answer: (process, ask) => this.#store.answer(process, ask),
        onNote: (process, text) => this.writeLog(`info ${process} ${text}`),
        onEnd: (process) => this.#store.ended(process),
      });
    const isQueue = workers.length > 1;
    this.#workers = workers.map(make);
    this.#second = isQueue ? undefined : make('main-2');
    this.capabilities = new Set(
      (Object.keys(CAPABILITIES) as Capability[]).filter(
        (capability) =>
          !MISSING.has(capability) &&
          (isQueue ? !SINGLE_ONLY.has(capability) : !QUEUE_ONLY.has(capability)),
      ),
    );
    this.system = this.#system();
  }

  override get alive(): boolean {
    return !this.#all.some(({ died }) => died);
  }

  async start(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.start()));
  }

  override async restart(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end('stopped')));
    await this.start();
  }

  override async execute(workflowId: string, run: Run): Promise<ExecutionReport> {
    const workflow = this.workflow(workflowId);
    const { id, name, owner, spec, provider } = this.credential(workflow.credentialId);
    const running = this.#all.filter(({ runs }) => runs);
    this.#turn += 1;
    const worker = running[this.#turn % running.length];
    if (worker === undefined) return { status: 'lost', stored: '' };
    this.#jobs += 1;
    const credential = { id, name, owner, spec, provider };
    const report = await worker.run({ id: this.#jobs, workflow, credential, run });
    return { ...report, executionId: run.key };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      this.#all.map((worker) => {
        worker.resume();
        return worker.end('stopped');
      }),
    );
    await writeLookupTrouble(this.#lookupFile, undefined);
  }

  get #all(): readonly WorkerProcess[] {
    return this.#second === undefined ? this.#workers : [...this.#workers, this.#second];
  }

  #named(name: ProcessName): WorkerProcess {
    const found = this.#all.find((worker) => worker.name === name);
    if (found === undefined) throw missing(`reach ${name}`);
    return found;
  }

  /** Undefined for what this object is itself: Redis, and the main process of a queue. */
  #process(name: ProcessName): WorkerProcess | undefined {
    const isOwn = name === 'redis' || (name === 'main' && this.#second === undefined);
    return isOwn ? undefined : this.#named(name);
  }

  #system(): SystemUnderTest {
    const processes = this.#workers.map(({ name }) => name);
    return {
      processes,
      endOf: (name) => {
        throw missing(`watch the end of ${name}`);
      },
      kill: async (name) => this.#process(name)?.end('killed'),
      stop: async (name) => this.#process(name)?.end('stopped'),
      start: async (name) => this.#process(name)?.start(),
      startWithOtherKey: async (name) =>
        (await this.#named(name).startWithOtherKey()) ? 'runs' : 'refused',
      versions: VERSIONS,
      startAs: async (which, data, names) => this.#startAs(which, data, names),
      troubleLookups: (trouble) => writeLookupTrouble(this.#lookupFile, trouble),
      countTroubledLookups: () => countTroubledLookups(this.#lookupFile),
      ready: async () => undefined,
      pause: async (name) => this.#named(name).pause(),
      resume: async (name) => this.#named(name).resume(),
      executeByCommand: () => Promise.reject(missing('run a command')),
      openDatabase: () => Promise.reject(missing('open the database')),
      senderOf: (peer) => this.#senderOf(peer),
      watchLocks: async (id: string, listener: (event: LockEvent) => void) => {
        const stop = this.#store.watch(id, listener);
        return async () => stop();
      },
      expireLock: async (id) => this.#store.expire(id),
      emptyRedis: async () => this.#store.forgetRedis(),
    };
  }

  /** The copy is made before the newer version has seen anything. */
  async #startAs(
    which: WhichVersion,
    data: DataOfVersion,
    names: readonly ProcessName[],
  ): Promise<void> {
    if (which === 'newer')
      this.#copy = new Map(
        this.credentialIds.map((id) => [id, structuredClone(this.credential(id).fields)]),
      );
    if (data === 'copy')
      for (const [id, fields] of this.#copy) this.credential(id).fields = structuredClone(fields);
    for (const worker of this.#workers.filter(({ name }) => names.includes(name)))
      await (which === 'newer' ? worker.startAsNewer() : worker.start());
  }

  #senderOf(peer: Peer): string | undefined {
    const pids = this.#all.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const owner = socketOwner(peer, pids);
    return this.#all.find(({ pid }) => pid === owner && pid !== undefined)?.name;
  }
}

/** A toy queue has workers alone, and nothing that starts them. */
const SINGLE_ONLY: ReadonlySet<Capability> = new Set<Capability>(['second-process', 'other-key']);
const QUEUE_ONLY: ReadonlySet<Capability> = new Set<Capability>(['workers', 'locks', 'redis']);
