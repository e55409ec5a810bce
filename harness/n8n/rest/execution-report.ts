import { z } from 'zod';
import type { ExecutionReport } from '../../model/client.ts';
import type { ExecutionError } from '../../model/event.ts';
import type { ExecutionData, ExecutionDetail, StoredItem } from './stored-execution.ts';

/** States in which n8n will not touch an execution again. `crashed`: found unfinished when n8n started. */
const FINISHED: ReadonlySet<string> = new Set(['success', 'error', 'crashed', 'canceled']);

/**
 * True when n8n is done with an execution. In queue mode the main process marks a short one as running after its worker has
 * already stored its end (seen in 2.41.1): it stays so for ever, and the time of its end is all that tells.
 */
export const isFinished = ({ status, stoppedAt }: { readonly status: string; readonly stoppedAt?: string | null | undefined }): boolean => FINISHED.has(status) || (status === 'running' && typeof stoppedAt === 'string');

/** How it ended, also where the status was overwritten. */
function endOf({ status, finished }: ExecutionDetail): string {
  if (FINISHED.has(status)) return status;
  return finished === true ? 'success' : 'error';
}

/** A finished execution: n8n's record of it, and the whole answer that carried the record. */
export interface FinishedExecution {
  readonly detail: ExecutionDetail;
  readonly data: ExecutionData;
  readonly stored: string;
}

/** What the record of a finished execution says. `items` are the ids handed to it, in order. */
export function reportExecution({ detail, data, stored }: FinishedExecution, apiNode: string, items: readonly string[]): ExecutionReport {
  const startedAtMs = Date.parse(detail.startedAt ?? '');
  const head = { executionId: detail.id, stored, ...(Number.isNaN(startedAtMs) ? {} : { clientStartedAtMs: startedAtMs }) };
  const end = endOf(detail);
  if (end !== 'success') return { ...head, status: 'error', error: errorOf(end, data) };
  return { ...head, status: 'success', itemsWithErrorBody: itemsWithErrorBody(data, apiNode, items) };
}

function errorOf(status: string, { resultData }: ExecutionData): ExecutionError {
  const { error, lastNodeExecuted } = resultData;
  const node = error?.node?.name ?? lastNodeExecuted;
  const httpStatus = Number(error?.httpCode ?? Number.NaN);
  return {
    message: error?.message ?? `n8n recorded the execution as ${status}`,
    ...(error?.description ? { description: error.description } : {}),
    ...(node === undefined ? {} : { node }),
    // n8n puts error codes such as EAUTH or ECONNRESET into the same field.
    ...(httpStatus >= 100 && httpStatus <= 599 ? { httpStatus } : {}),
  };
}

/** Ids of the items for which the API node recorded an error although the execution went through. */
function itemsWithErrorBody({ resultData }: ExecutionData, apiNode: string, items: readonly string[]): readonly string[] {
  const outputs = resultData.runData[apiNode]?.at(-1)?.data?.main ?? [];
  const ids = outputs.flatMap((output) => (output ?? []).flatMap((item, position) => (carriesError(item) ? (items[inputOf(item) ?? position] ?? []) : [])));
  return [...new Set(ids)];
}

const bodyWithError = z.union([
  z.object({ error: z.unknown().refine((error) => error !== undefined && error !== null && error !== false && error !== '') }),
  z.object({ errors: z.array(z.unknown()).min(1) }),
  z.object({ statusCode: z.number().min(400) }),
]);

function carriesError({ json, error }: StoredItem): boolean {
  if (error !== undefined && error !== null) return true;
  // With "Include Response Headers and Status" the body is one level down.
  return bodyWithError.safeParse(json).success || bodyWithError.safeParse(json?.['body']).success;
}

const pairSchema = z.union([z.number(), z.object({ item: z.number() }).transform(({ item }) => item)]);

/** Position of the input item an output item was made from. */
function inputOf({ pairedItem }: StoredItem): number | undefined {
  const pair = pairSchema.safeParse(Array.isArray(pairedItem) ? pairedItem[0] : pairedItem);
  return pair.success ? pair.data : undefined;
}
