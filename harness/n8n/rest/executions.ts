import { z } from 'zod';
import { orAborted, pause, poll, pollAborted } from '../../machine/poll.ts';
import type { ExecutionReport, TurnedAway, WebhookAnswer } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { isCalled } from '../../model/workflow.ts';
import { alarmWithinMs } from './alarm-within.ts';
import { RestRecords, type ExecutionRecords } from './execution-records.ts';
import { reportExecution } from './execution-report.ts';
import type { RestClient } from './rest-client.ts';
import { postToWebhook, refusalText, startedNothing } from './webhook.ts';
import { WorkflowExecutions } from './workflow-executions.ts';
import type { Workflows } from './workflows.ts';

export interface ExecutionRun {
  readonly key: string;
  readonly items: readonly string[];
  /** What the items are, in the place of their ids. */
  readonly input?: readonly Readonly<Record<string, unknown>>[];
  readonly deadlineMs: number;
}

/** An execution that takes longer than this is looked up while it runs. */
const LOOK_EVERY_MS = 1_000;

/**
 * Time limit for stopping an execution after its deadline. n8n answers within milliseconds unless
 * it hangs itself.
 */
const STOP_WITHIN_MS = 10_000;

/** How a call of a webhook went. */
interface Called {
  readonly answer?: WebhookAnswer | undefined;
  /** The calls before it that began nothing. */
  readonly turnedAway?: TurnedAway | undefined;
}

/** Runs the workflows of one n8n and reports what n8n recorded. */
export class Executions {
  readonly #rest: RestClient;
  readonly #workflows: Workflows;
  readonly #records: ExecutionRecords;
  readonly #balance: (webhook: string) => string;
  readonly #perWorkflow = new Map<string, WorkflowExecutions>();

  /**
   * @param records where n8n's records are read
   * @param balance which of several addresses a call of a webhook goes to
   */
  constructor(
    rest: RestClient,
    workflows: Workflows,
    {
      records = new RestRecords(rest),
      balance = (webhook) => webhook,
    }: {
      readonly records?: ExecutionRecords;
      readonly balance?: (webhook: string) => string;
    } = {},
  ) {
    this.#records = records;
    this.#balance = balance;
    this.#rest = rest;
    this.#workflows = workflows;
  }

  /**
   * Runs a workflow once. A failed execution does not make it reject: after its deadline the
   * execution is stopped and reported as `hung`; when n8n has ended, it is `lost`.
   * @param gone aborted once the n8n process has ended
   * @throws the reason of `signal` once that is aborted
   */
  async execute(
    workflowId: string,
    run: ExecutionRun,
    gone: AbortSignal,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const { plan, errorWorkflowId } = this.#workflows.get(workflowId);
    const records = this.#recordsOf(workflowId, { errorWorkflowId, many: !isCalled(plan) });
    using _wanted = records.want(run.key);
    const over = AbortSignal.any([signal, gone, AbortSignal.timeout(run.deadlineMs)]);
    const beganMs = performance.now();
    try {
      const { answer, turnedAway } = await this.#start(workflowId, run, over, records);
      const failed = answer !== undefined && answer.status >= 500;
      const found = await poll(() => records.finished(run.key, failed).catch(notNow), {
        withinMs: Number.POSITIVE_INFINITY,
        everyMs: this.#records.lookEveryMs,
        signal: over,
      });
      if (found !== undefined) {
        const report = reportExecution(found, plan, run.items);
        return {
          // n8n wakes nobody up for an execution that somebody in the editor looks at.
          ...(plan.startedBy === 'manual'
            ? report
            : await this.#withAlarm(report, performance.now() - beganMs, records, signal)),
          ...(answer === undefined ? {} : { answer }),
          ...(turnedAway === undefined ? {} : { turnedAway }),
        };
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!over.aborted && !(await died(gone))) throw error;
    }
    return gone.aborted
      ? { status: 'lost', stored: '' }
      : await this.#giveUp(records, run.key, gone, signal);
  }

  /** Forgets the records of a deleted workflow. */
  forget(workflowId: string): void {
    this.#perWorkflow.delete(workflowId);
  }

  /**
   * Forgets the records of every workflow: n8n may be set back to a copy of its data, and count its
   * executions anew from there.
   */
  forgetAll(): void {
    this.#perWorkflow.clear();
  }

  /** Starts an execution. Resolves to its answer, if there is any, and to what came before. */
  async #start(
    workflowId: string,
    run: ExecutionRun,
    signal: AbortSignal,
    records: WorkflowExecutions,
  ): Promise<Called> {
    const { webhook, plan } = this.#workflows.get(workflowId);
    if (!isCalled(plan)) return {};
    const url = this.#balance(webhook);
    const opened = (): Promise<string> =>
      plan.startedBy === 'manual'
        ? this.#workflows.awaitTestEvent(workflowId, signal)
        : Promise.resolve(url);
    return this.#callWebhook(opened, run, signal, records);
  }

  #recordsOf(
    workflowId: string,
    which: ConstructorParameters<typeof WorkflowExecutions>[2],
  ): WorkflowExecutions {
    const records =
      this.#perWorkflow.get(workflowId) ?? new WorkflowExecutions(this.#records, workflowId, which);
    this.#perWorkflow.set(workflowId, records);
    return records;
  }

  /**
   * Calls the webhook. Resolves to its answer (which comes after the last node of the workflow); to
   * undefined when the connection broke, or when the record of the execution exists and no answer
   * comes: in queue mode n8n (2.41.1) sometimes never answers the caller of a quick execution.
   * @param opened makes sure that the webhook is open; a test webhook takes one call
   */
  async #callWebhook(
    opened: () => Promise<string>,
    run: ExecutionRun,
    signal: AbortSignal,
    records: WorkflowExecutions,
  ): Promise<Called> {
    const recorded = new AbortController();
    let seen = false;
    using _looking = every(LOOK_EVERY_MS, async () => {
      // The answer leaves n8n a moment after the record is written.
      if (seen) recorded.abort();
      await records.note();
      seen = records.has(run.key);
    });
    const over = AbortSignal.any([signal, recorded.signal]);
    let turnedAway: TurnedAway | undefined;
    for (;;) {
      const url = await opened().catch(notNow);
      if (url !== undefined) {
        const answer = await postToWebhook(url, run, over);
        // Without an answer the execution may have started and continues without this connection.
        // The records will show it.
        signal.throwIfAborted();
        if (answer === undefined || !startedNothing(answer)) return { answer, turnedAway };
        turnedAway = { times: (turnedAway?.times ?? 0) + 1, says: refusalText(answer) };
      }
      await pause(100, signal);
    }
  }

  /** Adds what the error workflow was told of a failed execution, or that it never ran. */
  async #withAlarm(
    report: ExecutionReport,
    tookMs: number,
    records: WorkflowExecutions,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const { executionId, error } = report;
    // n8n runs the error workflow only for an error, not for an execution that was cut off.
    if (executionId === undefined || error === undefined || (error.endedAs ?? 'error') !== 'error')
      return report;
    const heard = await poll(() => records.alarm(executionId).catch(() => undefined), {
      withinMs: alarmWithinMs(tookMs),
      everyMs: this.#records.lookEveryMs,
      signal,
    });
    if (heard === undefined) return { ...report, alarmMissing: true };
    return { ...report, alarm: heard.alarm, stored: `${report.stored}\n${heard.stored}` };
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

/**
 * Repeats an action until it is disposed. After a failure the action simply runs again the next
 * time.
 */
function every(ms: number, action: () => Promise<void>): Disposable {
  const timer = setInterval(() => void action().catch(() => undefined), ms);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/**
 * While its database is not available n8n answers only with errors, and nobody else gets in. The
 * record is looked up again later.
 */
function notNow(error: unknown): undefined {
  if (!(error instanceof HarnessError) || !NOT_NOW.has(error.code)) throw error;
}

const NOT_NOW: ReadonlySet<string> = new Set(['n8n-server-error', 'database-unreachable']);

const startSchema = z.object({ data: z.object({ startedAt: z.string() }) });

function startOf(text: string): { readonly clientStartedAtMs?: number } {
  const start = startSchema.safeParse(JSON.parse(text));
  return start.success ? { clientStartedAtMs: Date.parse(start.data.data.startedAt) } : {};
}

/**
 * The connections of a dying process break a moment before its end is known, so this waits for
 * that.
 */
async function died(gone: AbortSignal): Promise<boolean> {
  const never = new AbortController().signal;
  return (await pollAborted(gone, { withinMs: 2_000, signal: never })) ?? false;
}
