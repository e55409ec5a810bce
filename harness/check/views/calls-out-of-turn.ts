import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { BY_HAND } from '../../model/workflow.ts';

type Execution = EventOf<'execution'>;

/** A call that the API accepted although no execution asked for it any more, or ever. */
export interface CallOutOfTurn {
  readonly item: string;
  /** The execution whose end was reported before; undefined when nobody was given the item. */
  readonly key: string | undefined;
  /** Numbers of the events that show it. */
  readonly evidence: readonly number[];
}

/**
 * Returns a function that says whether a call was sent after an event: true when the API has
 * already answered an execution that began after the event. Whatever was on its way to the API at
 * the time of the event had arrived by then, however slow the way is.
 */
function sentAfter(history: History, started: ReadonlyMap<string, number>) {
  const answered = history.exchanges().flatMap(({ request: { endpoint, item }, reply }) => {
    const began = started.get(item ?? '');
    return endpoint !== 'resource' || began === undefined || reply === undefined
      ? []
      : [{ began, n: reply.n }];
  });
  return (event: number, call: number): boolean =>
    answered.some(({ began, n }) => began > event && n < call);
}

const itemOf = (work: string): string => work.split('/')[0] ?? work;

/**
 * The items of executions of which nobody said what they ask for: a workflow of the user's own may
 * call for more once something fails.
 */
const opaqueItems = (history: History): ReadonlySet<string> =>
  new Set(
    history
      .of('execution-started')
      .flatMap(({ asks, items }) => (asks === undefined ? items.map(itemOf) : [])),
  );

/**
 * The accepted calls for items whose execution had already been reported as a success or a failure,
 * and for items that nobody was given. Where a process began, ended or stood still since the start
 * of the execution, whoever was left may do its work again.
 */
export function callsOutOfTurn(history: History): readonly CallOutOfTurn[] {
  const started = new Map(
    history.of('execution-started').flatMap(({ items, n }) => items.map((item) => [item, n])),
  );
  const ended = new Map<string, Execution>(
    history.executions().flatMap((end) => end.items.map((item) => [item, end] as const)),
  );
  const opaque = opaqueItems(history);
  const moves = history.of('process');
  const isSentAfter = sentAfter(history, started);
  return history.exchanges().flatMap(({ request, reply }: RecordedExchange): CallOutOfTurn[] => {
    const { item, n, endpoint } = request;
    if (endpoint !== 'resource' || item === undefined || reply?.accepted !== true) return [];
    const end = ended.get(item);
    if (end === undefined)
      return started.has(item) || item.startsWith(BY_HAND) || opaque.has(itemOf(item))
        ? []
        : [{ item, key: undefined, evidence: [n] }];
    if (end.status !== 'success' && end.status !== 'error') return [];
    if (end.n > n || !isSentAfter(end.n, n)) return [];
    const from = started.get(item) ?? 0;
    return moves.some((move) => move.n > from && move.n < n)
      ? []
      : [{ item, key: end.key, evidence: [end.n, n] }];
  });
}
