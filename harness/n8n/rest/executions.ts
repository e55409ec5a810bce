import { z } from 'zod';
import { orAborted, pause, poll, pollAborted } from '../../machine/poll.ts';
import type { ExecutionReport } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { reportExecution } from './execution-report.ts';
import type { RestClient } from './rest-client.ts';
import { WorkflowExecutions } from './workflow-executions.ts';
import type { Workflows } from './workflows.ts';

export interface ExecutionRun {
  readonly key: string;
  readonly items: readonly string[];
  readonly deadlineMs: number;
}

/** Executions that take longer than this are looked for while they run. */
const LOOK_EVERY_MS = 1_000;

/**
 * Time for stopping an execution that is over its deadline; n8n answers in milliseconds unless it
 * hangs itself.
 */
const STOP_WITHIN_MS = 10_000;

/** Runs workflows of one n8n through their webhooks and reports what n8n recorded. */
export class Executions {
  readonly #rest: RestClient;
  readonly #workflows: Workflows;
  readonly #balance: (webhook: string) => string;
  readonly #perWorkflow = new Map<string, WorkflowExecutions>();

  /** @param balance which of several addresses a call of a webhook goes to */
  constructor(
    rest: RestClient,
    workflows: Workflows,
    balance: (webhook: string) => string = (webhook) => webhook,
  ) {
    this.#balance = balance;
    this.#rest = rest;
    this.#workflows = workflows;
  }

  /**
   * Runs once. Never rejects for what becomes of the execution: over its deadline it is stopped and
   * reported as `hung`, with n8n gone it is `lost`.
   * @param gone aborted once the n8n process has ended
   * @throws the reason of `signal` once that is aborted
   */
  async execute(
    workflowId: string,
    run: ExecutionRun,
    gone: AbortSignal,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const { webhook, apiNode } = this.#workflows.get(workflowId);
    const records = this.#recordsOf(workflowId);
    using _wanted = records.want(run.key);
    const over = AbortSignal.any([signal, gone, AbortSignal.timeout(run.deadlineMs)]);
    try {
      await this.#callWebhook(this.#balance(webhook), run, over, records);
      const found = await poll(() => records.finished(run.key).catch(notNow), {
        withinMs: Number.POSITIVE_INFINITY,
        signal: over,
      });
      if (found !== undefined) return reportExecution(found, apiNode, run.items);
    } catch (error) {
      signal.throwIfAborted();
      if (!over.aborted && !(await died(gone))) throw error;
    }
    return gone.aborted
      ? { status: 'lost', stored: '' }
      : await this.#giveUp(records, run.key, gone, signal);
  }

  /** Forgets a deleted workflow's records. */
  forget(workflowId: string): void {
    this.#perWorkflow.delete(workflowId);
  }

  #recordsOf(workflowId: string): WorkflowExecutions {
    const records =
      this.#perWorkflow.get(workflowId) ?? new WorkflowExecutions(this.#rest, workflowId);
    this.#perWorkflow.set(workflowId, records);
    return records;
  }

  /**
   * Returns when the webhook has answered, which is when its last node is done, when the connection
   * broke, or when the record is there: n8n in a queue (2.41.1) now and then leaves the caller of a
   * quick execution without an answer for ever.
   */
  async #callWebhook(
    url: string,
    { key, items }: ExecutionRun,
    signal: AbortSignal,
    records: WorkflowExecutions,
  ): Promise<void> {
    const recorded = new AbortController();
    using _looking = every(LOOK_EVERY_MS, async () => {
      await records.note();
      if (records.has(key)) recorded.abort();
    });
    const over = AbortSignal.any([signal, recorded.signal]);
    const body = JSON.stringify({ key, items: items.map((id) => ({ id })) });
    for (;;) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: over,
        });
        await answer.text();
        if (answer.status !== 404 && answer.status !== 503) return;
      } catch {
        // The execution may have begun, and goes on without us: the records tell.
        signal.throwIfAborted();
        return;
      }
      // 404: the webhook is not open (n8n has just started); 503: its database is away; no
      // execution was begun.
      await pause(100, signal);
    }
  }

  async #giveUp(
    records: WorkflowExecutions,
    key: string,
    gone: AbortSignal,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const limit = AbortSignal.any([signal, gone, AbortSignal.timeout(STOP_WITHIN_MS)]);
    try {
      const executionId = await orAborted(records.locate(key), limit);
      if (executionId === undefined) return { status: 'hung', stored: '' };
      const path = `/rest/executions/${encodeURIComponent(executionId)}`;
      await this.#rest.request({
        method: 'POST',
        path: `${path}/stop`,
        body: {},
        doing: 'stop an execution',
        signal: limit,
      });
      const { text } = await this.#rest.request({
        method: 'GET',
        path,
        doing: 'read an execution',
        signal: limit,
      });
      return { status: 'hung', executionId, stored: text, ...startOf(text) };
    } catch {
      signal.throwIfAborted();
      return { status: gone.aborted ? 'lost' : 'hung', stored: '' };
    }
  }
}

/** Does something again and again until it is disposed of; a failure waits for the next time. */
function every(ms: number, action: () => Promise<void>): Disposable {
  const timer = setInterval(() => void action().catch(() => undefined), ms);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** While its database is away n8n answers nothing but errors; the record is looked for again. */
function notNow(error: unknown): undefined {
  if (!(error instanceof HarnessError) || error.code !== 'n8n-server-error') throw error;
}

const startSchema = z.object({ data: z.object({ startedAt: z.string() }) });

function startOf(text: string): { readonly clientStartedAtMs?: number } {
  const start = startSchema.safeParse(JSON.parse(text));
  return start.success ? { clientStartedAtMs: Date.parse(start.data.data.startedAt) } : {};
}

/** A process that dies breaks connections a moment before its end is known. */
async function died(gone: AbortSignal): Promise<boolean> {
  const never = new AbortController().signal;
  return (await pollAborted(gone, { withinMs: 2_000, signal: never })) ?? false;
}
