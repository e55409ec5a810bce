import { z } from 'zod';
import { isFinished, type FinishedExecution } from './execution-report.ts';
import type { RestClient } from './rest-client.ts';
import { decodeExecution, executionDetailSchema, keyOf } from './stored-execution.ts';

const listSchema = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });
const detailAnswerSchema = z.object({ data: executionDetailSchema });

/**
 * n8n 2.41 refuses a higher limit, and it cannot list only executions that are newer than a given
 * one.
 */
const MAX_LIST = 100;

/**
 * Finds the executions of one workflow by the key with which their webhook was called, because n8n
 * does not tell the caller which execution it started. However many callers wait, only one search
 * runs at a time and searches for all of them, and each record is read once.
 */
export class WorkflowExecutions {
  readonly #rest: RestClient;
  readonly #workflowId: string;
  readonly #wanted = new Set<string>();
  readonly #finished = new Map<string, FinishedExecution>();
  readonly #running = new Map<string, string>();
  /** Ids of executions that need not be read again. */
  readonly #done = new Set<string>();
  #pass: Promise<void> | undefined;
  #noting: Promise<void> | undefined;

  constructor(rest: RestClient, workflowId: string) {
    this.#rest = rest;
    this.#workflowId = workflowId;
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

  /** The finished execution of an announced key; undefined when the database has none yet. */
  async finished(key: string): Promise<FinishedExecution | undefined> {
    if (!this.#finished.has(key))
      await (this.#pass ??= this.#look(false).finally(() => (this.#pass = undefined)));
    return this.#finished.get(key);
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

  /**
   * Callers share one search, so none of them may abort it. The time limit of the REST client ends
   * it.
   */
  async #look(runningToo: boolean): Promise<void> {
    const signal = new AbortController().signal;
    const query = new URLSearchParams({
      filter: JSON.stringify({ workflowId: this.#workflowId }),
      limit: String(Math.min(MAX_LIST, 20 + 2 * this.#wanted.size)),
    });
    const { results } = await this.#rest.call(listSchema, {
      method: 'GET',
      path: `/rest/executions?${query}`,
      doing: 'list the executions of a workflow',
      signal,
    });
    const noted = new Set(this.#running.values());
    const fresh = results.filter(
      ({ id, status }) =>
        !this.#done.has(id) && (isFinished(status) || (runningToo && !noted.has(id))),
    );
    await Promise.all(fresh.map(({ id }) => this.#read(id, signal)));
  }

  async #read(id: string, signal: AbortSignal): Promise<void> {
    const answer = await this.#rest.request({
      method: 'GET',
      path: `/rest/executions/${encodeURIComponent(id)}`,
      doing: 'read an execution',
      signal,
    });
    // 404: the execution was deleted between listing and reading. Nobody needs it any more.
    if (answer.status !== 200) return;
    const { data: detail } = detailAnswerSchema.parse(JSON.parse(answer.text));
    const data = decodeExecution(detail.data);
    const key = keyOf(data) ?? this.#notedKeyOf(id);
    const wanted = key !== undefined && this.#wanted.has(key);
    if (!isFinished(detail.status)) {
      if (wanted) this.#running.set(key, id);
      return;
    }
    this.#done.add(id);
    if (wanted) this.#finished.set(key, { detail, data, stored: answer.text });
  }

  #notedKeyOf(wanted: string): string | undefined {
    return [...this.#running].find(([, id]) => id === wanted)?.[0];
  }
}
