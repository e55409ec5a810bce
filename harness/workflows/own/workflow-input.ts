import type { ExportedNode } from './exported-workflow.ts';
import { BASE } from './node-kinds.ts';

export type Items = readonly Readonly<Record<string, unknown>>[];

/** The items with which a workflow starts, and where they come from. */
export interface StartItems {
  readonly items: Items;
  readonly from: string;
}

/** What a trigger gives that was started without data. */
function emptyItem({ type }: ExportedNode): Readonly<Record<string, unknown>> {
  if (type === `${BASE}webhook`) return { headers: {}, params: {}, query: {}, body: {} };
  if (type === `${BASE}scheduleTrigger`)
    return { timestamp: '2030-01-01T00:00:00.000Z', 'Readable date': 'January 1st 2030' };
  return {};
}

/**
 * The items with which the run starts a workflow: those that the user gives, else the pinned data
 * of its trigger, else one that is empty.
 */
export function startItems(
  trigger: ExportedNode,
  pinned: Items | undefined,
  given: Items | undefined,
): StartItems {
  if (given !== undefined) return { items: asGiven(trigger, given), from: '--workflow-input' };
  if (pinned !== undefined) return { items: pinned, from: 'its pinned data' };
  return {
    items: [emptyItem(trigger)],
    from: 'nothing: it is empty. Give it data with --workflow-input, or pin some in n8n',
  };
}

/** What is given to a Webhook is the body of the call, unless it has a body itself. */
const asGiven = (trigger: ExportedNode, given: Items): Items =>
  trigger.type === `${BASE}webhook`
    ? given.map((item) => ('body' in item ? item : { ...emptyItem(trigger), body: item }))
    : given;
