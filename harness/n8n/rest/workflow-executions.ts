import type { Alarm } from '../../model/event.ts';
import type { ExecutionRecords } from './execution-records.ts';
import { isFinished, type FinishedExecution } from './execution-report.ts';
import {
  decodeExecution,
  keyOf,
  lacksResult,
  toldFailureOf,
  type ExecutionData,
} from './stored-execution.ts';

/**
 * n8n 2.41 refuses a higher limit, and it cannot list only executions that are newer than a given
 * one.
 */
const MAX_LIST = 100;

/** So long the result of an execution may follow its end. One whose worker died never gets one. */
const RESULT_WITHIN_MS = 3_000;

/** So long where the error workflow was told of it: then there is an error, still to be saved. */
const TOLD_RESULT_WITHIN_MS = 60_000;

/** What the error workflow was told, and the complete record of its execution. */
export interface HeardAlarm {
  readonly alarm: Alarm;
  readonly stored: string;
}

/**
 * Finds the executions of one workflow by the key with which their webhook was called, because n8n
 * does not tell the caller which execution it started. However many callers wait, only one search
 * runs at a time and searches for all of them, and each record is read once.
 */
export class WorkflowExecutions {
  readonly #records: ExecutionRecords;
  readonly #workflowIds: readonly string[];
  readonly #many: boolean;
  readonly #wanted = new Set<string>();
  readonly #finished = new Map<string, FinishedExecution>();
  /**
   * What the error workflow was told, by the execution that failed; the workflow may be its own.
   * These executions have no key, and nobody looks them up by one.
   */
  readonly #alarms = new Map<string, HeardAlarm>();
  readonly #running = new Map<string, string>();
  /** When an execution that had ended was first seen without its result, in ms. */
  readonly #withoutResult = new Map<string, number>();
  /**
   * Finished executions that nothing tells the key of, the newest last: n8n keeps no data of one
   * that it could not even start, such as one of a workflow that is too deep for it.
   */
  readonly #nameless: FinishedExecution[] = [];
  /** True when the last look saw an execution that had not come to its end. */
  #someRun = false;
  /** Ids of executions that need not be read again. */
  readonly #done = new Set<string>();
  #pass: Promise<void> | undefined;
  #noting: Promise<void> | undefined;

  /**
   * @param which the error workflow, where it is one apart; and whether there are many executions
   * that nobody waits for
   */
  constructor(
    records: ExecutionRecords,
    workflowId: string,
    {
      errorWorkflowId,
      many,
    }: { readonly errorWorkflowId?: string | undefined; readonly many: boolean },
  ) {
    this.#records = records;
    this.#workflowIds = [workflowId, ...(errorWorkflowId === undefined ? [] : [errorWorkflowId])];
    this.#many = many;
  }

  /**
   * Announces a key before its webhook is called. Records of other keys are not kept. Dispose the
   * result to forget the key.
   */
  want(key: string): Disposable {
    this.#wanted.add(key);
    return {
      [Symbol.dispose]: () => {
        this.#wanted.delete(key);
        this.#finished.delete(key);
        this.#running.delete(key);
      },
    };
  }

  /**
   * The finished execution of an announced key; undefined when the database has none yet.
   * @param failed true when its caller was told that it failed: then it may be one without a key
   */
  async finished(key: string, failed = false): Promise<FinishedExecution | undefined> {
    if (!this.#finished.has(key)) await this.#search();
    return this.#finished.get(key) ?? (failed ? this.#takeNameless(key) : undefined);
  }

  /** As long as others run, or a record of a later one is still to come, it may be theirs. */
  #takeNameless(key: string): FinishedExecution | undefined {
    if (this.#someRun || this.#running.has(key)) return undefined;
    const found = this.#nameless.pop();
    if (found !== undefined) this.#finished.set(key, found);
    return found;
  }

  /** What the error workflow was told of a failed execution; undefined as long as it was not. */
  async alarm(executionId: string): Promise<HeardAlarm | undefined> {
    if (!this.#alarms.has(executionId)) await this.#search();
    const heard = this.#alarms.get(executionId);
    this.#alarms.delete(executionId);
    return heard;
  }

  /** Looks for what has finished. Whoever comes while a search runs waits for that one. */
  async #search(): Promise<void> {
    await (this.#pass ??= this.#look(false).finally(() => (this.#pass = undefined)));
  }

  /**
   * Notes which running execution belongs to which key. An execution that ends because its worker
   * died has lost the data of its webhook call and can be recognised only by its id.
   */
  async note(): Promise<void> {
    await (this.#noting ??= this.#look(true).finally(() => (this.#noting = undefined)));
  }

  /** True when the record of the finished execution of an announced key was found. */
  has(key: string): boolean {
    return this.#finished.has(key);
  }

  /** Id of the execution of an announced key, finished or not. */
  async locate(key: string): Promise<string | undefined> {
    await this.#pass?.catch(() => {});
    await this.#look(true);
    return this.#finished.get(key)?.detail.id ?? this.#running.get(key);
  }

  async #look(runningToo: boolean): Promise<void> {
    const limit = this.#many ? MAX_LIST : Math.min(MAX_LIST, 20 + 3 * this.#wanted.size);
    const lists = await Promise.all(this.#workflowIds.map((id) => this.#records.list(id, limit)));
    this.#someRun = lists.flat().some(({ status }) => !isFinished(status));
    const noted = new Set(this.#running.values());
    const fresh = lists
      .flat()
      .filter(
        ({ id, status }) =>
          !this.#done.has(id) && (isFinished(status) || (runningToo && !noted.has(id))),
      );
    // The oldest first, so that the newest is the last that has been read.
    const read = await Promise.all(fresh.toReversed().map(({ id }) => this.#read(id)));
    this.#nameless.push(...read.filter((one) => one !== undefined));
  }

  /** Reads a record. Resolves to it when it has ended and tells nothing of its key. */
  async #read(id: string): Promise<FinishedExecution | undefined> {
    const record = await this.#records.read(id);
    if (record === undefined) return undefined;
    const { detail, text: stored } = record;
    const data = decodeExecution(detail.data);
    const key = keyOf(data) ?? this.#notedKeyOf(id);
    const wanted = key !== undefined && this.#wanted.has(key);
    if (!isFinished(detail.status) || this.#mayGetResult(id, detail.status, data)) {
      if (wanted) this.#running.set(key, id);
      return undefined;
    }
    this.#done.add(id);
    const told = toldFailureOf(data);
    if (told !== undefined) this.#alarms.set(told.executionId, { alarm: told.alarm, stored });
    if (wanted) this.#finished.set(key, { detail, data, stored });
    return key === undefined && told === undefined ? { detail, data, stored } : undefined;
  }

  #mayGetResult(id: string, status: string, data: ExecutionData): boolean {
    if ((status !== 'success' && status !== 'error') || !lacksResult(data)) return false;
    const since = this.#withoutResult.get(id) ?? performance.now();
    this.#withoutResult.set(id, since);
    const within = this.#alarms.has(id) ? TOLD_RESULT_WITHIN_MS : RESULT_WITHIN_MS;
    return performance.now() - since < within;
  }

  #notedKeyOf(wanted: string): string | undefined {
    return [...this.#running].find(([, id]) => id === wanted)?.[0];
  }
}
