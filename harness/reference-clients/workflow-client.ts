import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionReport, WebhookAnswer } from '../model/client.ts';
import type { Alarm, ExecutionError } from '../model/event.ts';
import { allWork, portionsOf, workOf, type ApiNode } from '../model/workflow.ts';
import { asFailure, ClientFailure, credentialDeleted } from './client-failure.ts';
import { ClientStore } from './client-store.ts';
import { isFailure, outputOf, type ItemResult, type ItemRun } from './item-run.ts';

/**
 * The share of an execution's deadline after which the client gives up by itself, so that the
 * execution ends with a message and does not count as hung.
 */
const PATIENCE = 0.8;

export interface Run {
  readonly key: string;
  readonly items: readonly string[];
  readonly deadlineMs: number;
}

/**
 * How a reference client runs workflows: node by node, all items of a node at the same time, and
 * what it reports of that.
 */
export abstract class WorkflowClient extends ClientStore {
  async execute(workflowId: string, run: Run, signal: AbortSignal): Promise<ExecutionReport> {
    const clientStartedAtMs = Date.now() + this.clockOffsetMs;
    const patienceMs = Math.floor(run.deadlineMs * PATIENCE);
    const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const hung = Promise.withResolvers<'hung'>();
    const deadline = setTimeout(() => hung.resolve('hung'), run.deadlineMs);
    const outcome = await Promise.race([
      this.runItems(workflowId, run, patience),
      hung.promise,
    ]).finally(() => clearTimeout(deadline));
    if (outcome === 'hung') return { status: 'hung', clientStartedAtMs, stored: '' };
    return { ...this.report(outcome), clientStartedAtMs, executionId: run.key };
  }

  /** Makes the report of an execution. */
  protected report(results: readonly ItemResult[]): ExecutionReport {
    const failed = results.find(isFailure);
    if (failed === undefined) {
      const output = this.output(results);
      return {
        status: 'success',
        results: output.map(outputOf),
        answer: this.answer(output),
        stored: JSON.stringify(results),
      };
    }
    const error = this.describe(failed.failure);
    const alarm = this.alarm(error);
    return {
      status: 'error',
      error,
      answer: { status: 500, results: [], text: error.message },
      ...(alarm === undefined ? { alarmMissing: true } : { alarm }),
      stored: JSON.stringify({ results: results.filter((result) => 'body' in result), error }),
    };
  }

  /** The output of the workflow: the API's answer to each item, in the order of the items. */
  protected output(results: readonly ItemResult[]): readonly ItemResult[] {
    return results;
  }

  /** What whoever called the webhook is answered: the output. */
  protected answer(output: readonly ItemResult[]): WebhookAnswer {
    return { status: 200, results: output.map(outputOf), text: JSON.stringify(output) };
  }

  /** What an alarm of this client tells of a failure: the same as the execution. */
  protected alarm({ message }: ExecutionError): Alarm | undefined {
    return { message };
  }

  protected describe(failure: unknown): ExecutionError {
    const { message, httpStatus } = asFailure(failure, 'The call');
    return { message, ...(httpStatus === undefined ? {} : { httpStatus }) };
  }

  protected override whyRefused(failure: unknown): string {
    return this.describe(failure).message;
  }

  /** Runs the nodes one after the other, over as many items at a time as the workflow says. */
  protected async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const workflow = this.workflow(workflowId);
    const { apiNodes } = workflow.plan;
    const results = new Map<string, ItemResult>();
    for (const items of portionsOf(run.items, workflow.plan))
      for (const { calls, credential } of apiNodes) {
        const node = {
          workflow,
          calls,
          signal,
          ...(credential === undefined ? {} : { credential }),
        };
        await this.#runNode(node, items, results);
        if ([...results.values()].some(isFailure)) break;
      }
    return allWork(apiNodes, run.items).flatMap((work) => results.get(work) ?? []);
  }

  /** Runs one node; with Retry On Fail runs the failed items again, and only those. */
  async #runNode(
    node: Pick<ItemRun, 'workflow' | 'signal'> & Omit<ApiNode, 'name'>,
    items: readonly string[],
    results: Map<string, ItemResult>,
  ): Promise<void> {
    const { workflow, signal } = node;
    const retry = workflow.plan.retryOnFail ?? { maxTries: 1, waitMs: 0 };
    const own = new Map<string, ItemResult>();
    for (let tries = 1; tries <= retry.maxTries; tries += 1) {
      const pending = this.pending(items, own);
      const batches = portionsOf(pending, { atATime: workflow.plan.batching?.size ?? null });
      for (const [index, batch] of batches.entries()) {
        if (index > 0) await this.pause(workflow.plan.batching?.intervalMs ?? 0, signal);
        await this.runEach(batch, async (item) => {
          const result = await this.#runCalls(node, item, results);
          own.set(item, result);
          return result;
        });
      }
      const failures = [...own.values()].filter(isFailure).map(({ failure }) => failure);
      if (failures.length === 0 || tries === retry.maxTries) break;
      const asked = failures.map((failure) =>
        failure instanceof ClientFailure ? (failure.waitMs ?? 0) : 0,
      );
      await delay(Math.max(retry.waitMs, ...asked), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
    }
  }

  /** Waits between two batches of a node. */
  protected async pause(intervalMs: number, signal: AbortSignal): Promise<void> {
    await delay(intervalMs, undefined, { signal }).catch(() => undefined);
  }

  /** Makes the calls of a node for an item, one after the other. Returns the last result. */
  async #runCalls(
    {
      workflow,
      calls,
      signal,
      credential: other,
    }: Omit<ItemRun, 'credential' | 'item' | 'call'> & Omit<ApiNode, 'name'>,
    item: string,
    results: Map<string, ItemResult>,
  ): Promise<ItemResult> {
    const stored = this.existing(
      other === undefined ? workflow.credentialId : (workflow.others?.[other]?.id ?? ''),
    );
    const credential = stored === undefined ? undefined : this.ofTenant(stored, item);
    let last: ItemResult = { item, body: '' };
    for (const call of calls) {
      last =
        credential === undefined
          ? { item, failure: credentialDeleted() }
          : await this.runItem({ credential, workflow, item, call, signal });
      results.set(workOf(item, call), last);
      if ('failure' in last) break;
    }
    return last;
  }

  /** Runs each of these items, all at the same time. */
  protected async runEach(
    items: readonly string[],
    runItem: (item: string) => Promise<ItemResult>,
  ): Promise<void> {
    await Promise.all(items.map(runItem));
  }

  /** The items that a try is for: those of which no try before it has had an answer. */
  protected pending(
    items: readonly string[],
    results: ReadonlyMap<string, ItemResult>,
  ): readonly string[] {
    return items.filter((item) => !('body' in (results.get(item) ?? {})));
  }

  protected async runItem(run: ItemRun): Promise<ItemResult> {
    const item = workOf(run.item, run.call);
    try {
      const { answerAt: at = [] } = run.call;
      return { item, body: await this.callWithToken(run), at };
    } catch (failure) {
      return { item, failure };
    }
  }

  /** Makes one API call. Resolves to the body of the API's answer. */
  protected abstract callWithToken(run: ItemRun): Promise<string>;
}
