import type { Capability } from '../../model/capability.ts';
import type { LogMark, LogPart, OwnRows, StoredRow, StoredTexts } from '../../model/client.ts';
import type { EditorAnswer, EditorVisit } from '../../model/editor.ts';
import type { Monitoring } from '../../model/monitoring.ts';
import type { Variables } from '../../model/own-variables.ts';
import type { RunningTarget, TargetInfo } from '../../model/target.ts';
import { Credentials } from '../rest/credentials.ts';
import { editorAddress } from '../rest/editor-address.ts';
import { RestRecords } from '../rest/execution-records.ts';
import { Executions } from '../rest/executions.ts';
import type { Owner } from '../rest/owner.ts';
import type { ReachMap } from '../rest/reach-map.ts';
import { BROWSER_ID, type RestClient } from '../rest/rest-client.ts';
import { RestDriven } from '../rest/rest-driven.ts';
import { createUntouched, type Untouched } from '../rest/untouched.ts';
import { Workflows } from '../rest/workflows.ts';
import type { DatabaseAddress } from './database.ts';
import { ownVariables } from './own-variables.ts';
import { readLogs } from './read-logs.ts';
import type { RunningSystem } from './running-system.ts';
import type { Service } from './service.ts';
import { skewClock } from './skew-clock.ts';
import { readStoredCredential } from './stored-credential.ts';
import { StoredExecutions } from './stored-executions.ts';
import { readStoredRows } from './stored-rows.ts';
import { readStoredTexts } from './stored-texts.ts';
import { WORKER_CONCURRENCY } from './topology.ts';

/**
 * What a driver provides: a running n8n, and everything that is needed to look into it. Secrets
 * stay in memory.
 */
export interface Driven {
  readonly info: TargetInfo;
  readonly capabilities: ReadonlySet<Capability>;
  readonly rest: RestClient;
  readonly reach: ReachMap;
  readonly monitoring: Monitoring;
  readonly system: RunningSystem;
  readonly database: DatabaseAddress;
  readonly encryptionKey: string;
  readonly clockFile: string;
  readonly owner: Owner;
}

/** What it takes to work with a running n8n from another process. Kept in memory only. */
export interface N8nAccess {
  readonly info: TargetInfo;
  readonly capabilities: readonly Capability[];
  readonly baseUrl: string;
  /** A session of the owner: n8n limits how often somebody may log in. */
  readonly session: string;
  readonly owner: Owner;
  readonly database: DatabaseAddress;
  readonly encryptionKey: string;
  readonly logs: readonly Pick<Service, 'name' | 'logFile'>[];
}

/** A real n8n under test, in processes or in containers. */
export class N8nUnderTest extends RestDriven implements RunningTarget {
  readonly info: TargetInfo;
  readonly capabilities: ReadonlySet<Capability>;
  readonly system: RunningSystem;
  readonly monitoring: Monitoring;
  readonly #driven: Driven;
  readonly #records: StoredExecutions;
  #untouched: Promise<Untouched> | undefined;

  constructor(driven: Driven) {
    const { info, capabilities, rest, reach, system } = driven;
    const workflows = new Workflows(rest, () => system.exchange.version ?? info.n8n);
    const records = new StoredExecutions(driven.database, new RestRecords(rest));
    const executions = new Executions(rest, workflows, {
      records,
      balance: inTurn(rest.baseUrl, system),
    });
    super({ credentials: new Credentials(rest, reach), workflows, executions, rest });
    this.#records = records;
    system.exchange.beforeExchange(async () => {
      executions.forgetAll();
      await records[Symbol.asyncDispose]();
    });
    this.info = info;
    this.capabilities = capabilities;
    this.system = system;
    this.monitoring = driven.monitoring;
    this.#driven = driven;
  }

  protected get gone(): AbortSignal {
    return this.system.mainEnded;
  }

  /**
   * Number of executions that all workers together run at the same time; others wait. Undefined
   * without workers.
   */
  get slots(): number | undefined {
    const { workers = 0 } = this.info;
    return workers === 0 ? undefined : workers * WORKER_CONCURRENCY;
  }

  /** What another process of this machine needs to work with this n8n, secrets among it. */
  access(): N8nAccess {
    const { capabilities, owner, database, encryptionKey, rest } = this.#driven;
    return {
      info: this.info,
      capabilities: [...capabilities],
      baseUrl: rest.baseUrl,
      session: rest.session,
      owner,
      database,
      encryptionKey,
      logs: this.system.n8nServices.map(({ name, logFile }) => ({ name, logFile })),
    };
  }

  get variables(): Variables {
    return ownVariables(this.#driven.encryptionKey);
  }

  get alive(): boolean {
    return this.system.alive;
  }

  get pids(): readonly number[] | undefined {
    return this.system.pids;
  }

  async connectInEditor(
    credentialId: string,
    signal: AbortSignal,
    visit: EditorVisit,
  ): Promise<EditorAnswer> {
    const { rest } = this.#driven;
    const base = await editorAddress(rest, signal);
    // Few runs open a browser, and what drives it is large.
    const { connectInEditor } = await import('../editor/connect-in-editor.ts');
    return connectInEditor(
      { base, cookies: rest.session, browserId: BROWSER_ID, credentialId },
      visit,
      signal,
    );
  }

  readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T> {
    return readStoredCredential(
      this.#driven.database,
      this.#driven.encryptionKey,
      credentialId,
      reduce,
    );
  }

  async readStoredTexts(since: number | 'end'): Promise<StoredTexts> {
    const { text, mark } = await readStoredTexts(this.#driven.database, since);
    if (since === 'end') return { text, mark };
    return { text: `${text}\n${await this.system.readRedis()}`, mark };
  }

  async readStoredRows(own: OwnRows): Promise<readonly StoredRow[]> {
    const { database, encryptionKey, rest } = this.#driven;
    this.#untouched ??= createUntouched(rest, this.gone);
    const untouched = await this.#untouched.catch((cause: unknown) => {
      this.#untouched = undefined;
      throw cause;
    });
    return readStoredRows(database, encryptionKey, own, untouched);
  }

  skewClock(offsetMs: number, signal: AbortSignal): Promise<void> {
    return skewClock(this.#driven.clockFile, offsetMs, this.#driven.rest, signal);
  }

  readLog(since: LogMark | 'end'): Promise<LogPart> {
    return readLogs(this.system.n8nServices, since);
  }

  /**
   * Restarts n8n with the same user folders, ports and encryption key. A moved clock stays moved.
   * @throws HarnessError `n8n-start-failed`
   */
  restart(signal: AbortSignal): Promise<void> {
    return this.system.restart(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records[Symbol.asyncDispose]();
    await this.system[Symbol.asyncDispose]();
  }
}

/** Sends every second call to the second n8n while it runs, as a load balancer does. */
function inTurn(baseUrl: string, system: RunningSystem): (webhook: string) => string {
  let calls = 0;
  return (webhook) => {
    const { secondUrl } = system;
    calls += 1;
    return secondUrl === undefined || calls % 2 === 0
      ? webhook
      : webhook.replace(baseUrl, secondUrl);
  };
}
