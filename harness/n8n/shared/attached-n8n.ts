import type { Capability } from '../../model/capability.ts';
import type { LogMark, LogPart, StoredTexts } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { Variables } from '../../model/own-variables.ts';
import type { RunningTarget, TargetInfo } from '../../model/target.ts';
import type { N8nAccess } from '../driver/n8n-under-test.ts';
import { ownVariables } from '../driver/own-variables.ts';
import { readLogs } from '../driver/read-logs.ts';
import { readStoredCredential } from '../driver/stored-credential.ts';
import { StoredExecutions } from '../driver/stored-executions.ts';
import { readStoredTexts } from '../driver/stored-texts.ts';
import { Credentials } from '../rest/credentials.ts';
import { RestRecords } from '../rest/execution-records.ts';
import { Executions } from '../rest/executions.ts';
import { logIn } from '../rest/owner.ts';
import { RestClient } from '../rest/rest-client.ts';
import { RestDriven } from '../rest/rest-driven.ts';
import { decodeExecution } from '../rest/stored-execution.ts';
import { Workflows } from '../rest/workflows.ts';

/** What can be done with an n8n that others use at the same time: nobody may disturb them. */
const SHARED: ReadonlySet<Capability> = new Set([
  'stored-credential',
  'disconnect',
  'log',
  'variables',
]);

type Items = readonly Readonly<Record<string, unknown>>[];

/** What a finished execution gave. */
export interface Outputs {
  /** The items that each node gave, of all its runs and outputs, in their order. */
  readonly byNode: Readonly<Record<string, Items>>;
  /** Name of the node that ran last. */
  readonly last?: string | undefined;
}

/** An n8n that another process keeps running, and that several processes work with. */
export class AttachedN8n extends RestDriven implements RunningTarget {
  readonly info: TargetInfo;
  readonly capabilities: ReadonlySet<Capability>;
  readonly url: string;
  protected readonly gone: AbortSignal;
  readonly #access: N8nAccess;
  readonly #records: StoredExecutions;

  /** @param gone aborted when n8n, or the process that keeps it, has ended */
  constructor(access: N8nAccess, gone: AbortSignal) {
    const { info, baseUrl, owner, database, session } = access;
    const rest = new RestClient(baseUrl, (client, signal) => logIn(client, owner, signal), session);
    const workflows = new Workflows(rest, () => info.n8n);
    const records = new StoredExecutions(database, new RestRecords(rest));
    const executions = new Executions(rest, workflows, { records });
    super({ credentials: new Credentials(rest), workflows, executions, rest });
    this.info = info;
    this.capabilities = new Set(access.capabilities.filter((one) => SHARED.has(one)));
    this.url = baseUrl;
    this.gone = gone;
    this.#access = access;
    this.#records = records;
  }

  get alive(): boolean {
    return !this.gone.aborted;
  }

  get variables(): Variables {
    return ownVariables(this.#access.encryptionKey);
  }

  /** What the nodes of a finished execution gave; nothing when its record is gone. */
  async outputsOf(executionId: string): Promise<Outputs> {
    const record = await this.#records.read(executionId);
    if (record === undefined) return { byNode: {} };
    const { runData, lastNodeExecuted } = decodeExecution(record.detail.data).resultData;
    const nodes = Object.entries(runData).map(([node, runs]) => [
      node,
      runs
        .flatMap(({ data }) => data?.main ?? [])
        .flatMap((output) => output ?? [])
        .map(({ json = {} }) => json),
    ]);
    return { byNode: Object.fromEntries(nodes), last: lastNodeExecuted };
  }

  readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T> {
    const { database, encryptionKey } = this.#access;
    return readStoredCredential(database, encryptionKey, credentialId, reduce);
  }

  async readStoredTexts(since: number | 'end'): Promise<StoredTexts> {
    return readStoredTexts(this.#access.database, since);
  }

  readLog(since: LogMark | 'end'): Promise<LogPart> {
    return readLogs(this.#access.logs, since);
  }

  skewClock(): Promise<void> {
    return cannot('move the clock of n8n');
  }

  restart(): Promise<void> {
    return cannot('restart n8n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records[Symbol.asyncDispose]();
  }
}

async function cannot(doing: string): Promise<never> {
  throw new HarnessError(
    'capability-missing',
    `Could not ${doing}: other tests use it at the same time.`,
  );
}
