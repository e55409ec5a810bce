import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { isOver } from './process-ends.ts';
import { senders } from './senders.ts';
import { unique } from './words.ts';

/**
 * One execution from its start to its end, as event numbers and times. An execution without an end
 * lasts to the end of the history.
 */
export interface Interval {
  readonly key: string;
  readonly credential: string;
  readonly items: readonly string[];
  readonly from: number;
  readonly fromAt: number;
  readonly to: number;
  readonly end: EventOf<'execution'> | undefined;
}

/**
 * Executions of `n8n execute`, which the harness did not start through the webhook. The history
 * shows them only by the API calls of their process, for items that no recorded execution was
 * given. They end when their process ends.
 */
function beside(history: History, known: readonly Interval[]): readonly Interval[] {
  const handedOut = new Set(known.flatMap(({ items }) => items));
  const senderOf = senders(history);
  const found = new Map<string, Interval>();
  for (const request of history.of('request')) {
    const { item, sender, n, at } = request;
    const credential = senderOf(request);
    if (
      item === undefined ||
      sender === undefined ||
      credential === undefined ||
      handedOut.has(item)
    )
      continue;
    const before = found.get(sender);
    const to =
      history
        .of('process')
        .find((event) => event.process === sender && isOver(event.state) && event.n > n)?.n ??
      Number.POSITIVE_INFINITY;
    found.set(
      sender,
      before === undefined
        ? { key: sender, credential, items: [item], from: n, fromAt: at, to, end: undefined }
        : { ...before, items: unique([...before.items, item]), to },
    );
  }
  return [...found.values()];
}

/**
 * Every execution as an interval. Recorded executions come first, in order of their start; then
 * those that are known only by their calls.
 */
export function intervals(history: History): readonly Interval[] {
  const ends = new Map(history.of('execution').map((execution) => [execution.key, execution]));
  const started = history
    .of('execution-started')
    .map(({ key, credential, items, n, at }): Interval => {
      const end = ends.get(key);
      return {
        key,
        credential,
        items,
        from: n,
        fromAt: at,
        to: end?.n ?? Number.POSITIVE_INFINITY,
        end,
      };
    });
  const known = new Set(started.map(({ key }) => key));
  const unstarted = history.of('execution').filter(({ key }) => !known.has(key));
  const told = [
    ...started,
    ...unstarted.map((end): Interval => ({
      key: end.key,
      credential: end.credential,
      items: end.items,
      from: end.n,
      fromAt: end.at - end.durationMs,
      to: end.n,
      end,
    })),
  ];
  return [...told, ...beside(history, told)];
}

/**
 * Groups of executions of one credential that overlap in time. A group lasts until the next group
 * begins.
 */
export function busyPeriods(
  all: readonly Interval[],
  credential: string,
): readonly (readonly Interval[])[] {
  const groups: Interval[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const interval of all
    .filter((candidate) => candidate.credential === credential)
    .toSorted((one, other) => one.from - other.from)) {
    const current = groups.at(-1);
    if (current === undefined || interval.from > reach) groups.push([interval]);
    else current.push(interval);
    reach = Math.max(reach, interval.to);
  }
  return groups;
}
