import type { ItemResult as Output, WorkflowRequest } from '../model/client.ts';
import { receiptOf } from '../model/receipt.ts';
import type { ApiCall } from '../model/workflow.ts';
import type { StoredCredential } from './stored-credential.ts';

/** A call of the API for one item: its workflow, its credential and its deadline. */
export interface ItemRun {
  readonly credential: StoredCredential;
  readonly workflow: WorkflowRequest;
  readonly item: string;
  readonly call: ApiCall;
  readonly signal: AbortSignal;
}

/**
 * The result of one call; `item` names what the API was called for, and `at` leads to the answer in
 * the body.
 */
export type ItemResult =
  | { readonly item: string; readonly body: string; readonly at?: readonly string[] }
  | { readonly item: string; readonly failure: unknown };

/** True for the result of a call that failed. */
export const isFailure = (
  result: ItemResult,
): result is Extract<ItemResult, { readonly failure: unknown }> => 'failure' in result;

/** A result as the workflow gives it. */
export function outputOf(result: ItemResult): Output {
  const answer = 'body' in result ? answerIn(membersOf(result.body), result.at) : undefined;
  const receipt = receiptOf(answer);
  return { item: result.item, ...(receipt === undefined ? {} : { receipt }) };
}

/** What the names lead to; undefined when they lead nowhere. */
const answerIn = (body: unknown, at: readonly string[] = []): unknown =>
  at.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null ? Reflect.get(within, name) : undefined,
    body,
  );

function membersOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
