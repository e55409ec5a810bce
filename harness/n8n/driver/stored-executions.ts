import { causeText } from '../../machine/cause-text.ts';
import { HarnessError } from '../../model/error.ts';
import type { DatabaseSession } from '../../model/system.ts';
import type {
  ExecutionRecord,
  ExecutionRecords,
  ListedExecution,
} from '../rest/execution-records.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';

/** A statement, by how its first and its second parameter are written. */
type Statement = (first: string, second: string) => string;

const LIST: Statement = (workflowId, limit) =>
  `SELECT id, status FROM execution_entity WHERE "workflowId" = ${workflowId} AND "deletedAt" IS NULL ORDER BY id DESC LIMIT ${limit}`;

const READ: Statement = (id) =>
  `SELECT status, mode, "startedAt", "stoppedAt", data, "workflowData" FROM execution_entity JOIN execution_data ON "executionId" = id WHERE id = ${id}`;

/**
 * The records of executions as they stand in n8n's database. Over the REST API each look takes n8n
 * tens of milliseconds, which the executions under test have to wait for.
 */
export class StoredExecutions implements ExecutionRecords, AsyncDisposable {
  readonly lookEveryMs = 20;
  readonly #address: DatabaseAddress;
  readonly #elsewhere: ExecutionRecords;
  /** Logging in at Postgres takes longer than all statements of a look. */
  #kept: Promise<DatabaseSession> | undefined;

  /** @param elsewhere reads what n8n keeps outside of its database, when it is told to use files */
  constructor(address: DatabaseAddress, elsewhere: ExecutionRecords) {
    this.#address = address;
    this.#elsewhere = elsewhere;
  }

  async list(workflowId: string, limit: number): Promise<readonly ListedExecution[]> {
    const rows = await this.#run(LIST, [workflowId, limit]);
    return rows.map(({ id, status }) => ({ id: String(id), status: String(status) }));
  }

  async read(id: string): Promise<ExecutionRecord | undefined> {
    const [row] = await this.#run(READ, [Number(id)]);
    if (row === undefined) return this.#elsewhere.read(id);
    const { status, mode, startedAt, stoppedAt, data, workflowData } = row;
    const detail = {
      id,
      status: String(status),
      mode: String(mode),
      startedAt: isoTime(startedAt),
      stoppedAt: isoTime(stoppedAt),
      data: String(data),
    };
    return { detail, text: `${detail.data}\n${JSON.stringify(workflowData)}` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await (await kept?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }

  async #run(
    statement: Statement,
    parameters: readonly (string | number)[],
  ): ReturnType<DatabaseSession['run']> {
    try {
      if (this.#address.dialect === 'postgres') {
        this.#kept ??= openDatabase(this.#address);
        return await (await this.#kept).run(statement('$1', '$2'), parameters);
      }
      // Where a writer keeps readers out, waiting for it would hold up this process as well.
      await using database = await openDatabase(this.#address, { readOnly: true, waits: false });
      return await database.run(statement('?', '?'), parameters);
    } catch (cause) {
      await this[Symbol.asyncDispose]();
      throw isRefused(cause) ? cause : notNow(cause);
    }
  }
}

/** True when the database understood the statement and has no such table or column. */
const isRefused = (cause: unknown): boolean =>
  cause instanceof Error &&
  (('errcode' in cause && cause.errcode === 1) ||
    ('code' in cause && String(cause.code).startsWith('42')));

const notNow = (cause: unknown): HarnessError =>
  new HarnessError(
    'database-unreachable',
    `Could not read the executions in n8n's database: ${causeText(cause)}.`,
    { cause },
  );

/** SQLite has the time as text, in UTC and without saying so. */
const isoTime = (at: unknown): string | undefined => {
  if (at instanceof Date) return at.toISOString();
  return typeof at === 'string' ? `${at.replace(' ', 'T')}Z` : undefined;
};
