import { z } from 'zod';
import type { ExecutionReport, ItemResult } from '../../model/client.ts';
import type { ExecutionError } from '../../model/event.ts';
import { receiptOf } from '../../model/receipt.ts';
import { isCalled, portionsOf, type WorkflowPlan } from '../../model/workflow.ts';
import type { ExecutionData, ExecutionDetail, StoredItem } from './stored-execution.ts';

/**
 * The states in which n8n no longer changes an execution. `crashed`: n8n found it unfinished when
 * it started.
 */
const FINISHED: ReadonlySet<string> = new Set(['success', 'error', 'crashed', 'canceled']);

export function isFinished(status: string): boolean {
  return FINISHED.has(status);
}

/** A finished execution: n8n's record of it, and the complete answer that contained the record. */
export interface FinishedExecution {
  readonly detail: ExecutionDetail;
  readonly data: ExecutionData;
  readonly stored: string;
}

/** What the report of an execution has to know of its workflow. */
export type ReportedPlan = Pick<WorkflowPlan, 'apiNodes' | 'atATime' | 'startedBy'>;

/**
 * Makes a report from the record of a finished execution. `items` are the ids of its items, in
 * order.
 */
export function reportExecution(
  { detail, data, stored }: FinishedExecution,
  plan: ReportedPlan,
  items: readonly string[],
): ExecutionReport {
  const startedAtMs = Date.parse(detail.startedAt ?? '');
  const tookMs = Date.parse(detail.stoppedAt ?? '') - startedAtMs;
  const head = {
    executionId: detail.id,
    ...(detail.mode ? { mode: detail.mode } : {}),
    stored,
    // When n8n began what it begins by itself says nothing of its clock, and how long it took does.
    ...(isCalled(plan) ? definite('clientStartedAtMs', startedAtMs) : definite('tookMs', tookMs)),
  };
  if (detail.status !== 'success')
    return { ...head, status: 'error', error: errorOf(detail.status, data) };
  const outputs = outputsOf(data, plan, items);
  return {
    ...head,
    status: 'success',
    itemsWithErrorBody: itemsWithErrorBody(outputs),
    results: outputs.map(resultOf),
  };
}

const definite = <Name extends string>(name: Name, value: number) =>
  (Number.isNaN(value) ? {} : { [name]: value }) as { readonly [name in Name]?: number };

function errorOf(status: string, { resultData }: ExecutionData): ExecutionError {
  const { error, lastNodeExecuted } = resultData;
  const node = error?.node?.name ?? lastNodeExecuted;
  const httpStatus = Number(error?.httpCode ?? Number.NaN);
  return {
    // A text that n8n does not show is not made up here: that it is missing is a finding.
    message: error?.message ?? '',
    ...(error?.message === undefined ? { endedAs: status } : {}),
    ...(error?.description ? { description: error.description } : {}),
    ...(node === undefined ? {} : { node }),
    // n8n writes error codes such as EAUTH or ECONNRESET into the same field.
    ...(httpStatus >= 100 && httpStatus <= 599 ? { httpStatus } : {}),
  };
}

/** An item that a node gave, and the item that it was made from, where n8n says so. */
interface Output {
  readonly given: StoredItem;
  /** Its place in the output. */
  readonly position: number;
  /** Ids of the items that the node got. */
  readonly items: readonly string[];
}

/** Every item that the API nodes gave, in the order in which a following node would get them. */
const outputsOf = (
  { resultData }: ExecutionData,
  plan: ReportedPlan,
  items: readonly string[],
): readonly Output[] =>
  plan.apiNodes.flatMap(({ name, answersFrom = name }) => {
    const runs = resultData.runData[answersFrom] ?? [];
    return portionsOf(items, plan).flatMap((portion, run) =>
      (runs[run]?.data?.main ?? [])
        .flatMap((output) => output ?? [])
        .map((given, position) => ({ given, position, items: portion })),
    );
  });

function resultOf({ given, items }: Output): ItemResult {
  const item = items[inputOf(given) ?? -1];
  const receipt = receiptOf(given.json);
  return {
    ...(item === undefined ? {} : { item }),
    ...(receipt === undefined ? {} : { receipt }),
  };
}

/**
 * Ids of the items for which an API node recorded an error although the execution did not fail.
 */
function itemsWithErrorBody(outputs: readonly Output[]): readonly string[] {
  const ids = outputs.flatMap(({ given, position, items }) =>
    carriesError(given) ? (items[inputOf(given) ?? position] ?? []) : [],
  );
  return [...new Set(ids)];
}

const bodyWithError = z.union([
  z.object({
    error: z
      .unknown()
      .refine((error) => error !== undefined && error !== null && error !== false && error !== ''),
  }),
  z.object({ errors: z.array(z.unknown()).min(1) }),
  z.object({ statusCode: z.number().min(400) }),
]);

function carriesError({ json, error }: StoredItem): boolean {
  if (error !== undefined && error !== null) return true;
  // With the option "Include Response Headers and Status" the body is one level deeper.
  return bodyWithError.safeParse(json).success || bodyWithError.safeParse(json?.['body']).success;
}

const pairSchema = z.union([
  z.number(),
  z.object({ item: z.number() }).transform(({ item }) => item),
]);

/** Position of the input item from which an output item was made. */
function inputOf({ pairedItem }: StoredItem): number | undefined {
  const pair = pairSchema.safeParse(Array.isArray(pairedItem) ? pairedItem[0] : pairedItem);
  return pair.success ? pair.data : undefined;
}
