import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** One execution from its start to its end, as event numbers and times. An execution without an end is open to the end of the history. */
export interface Interval {
  readonly key: string;
  readonly credential: string;
  readonly items: readonly string[];
  readonly from: number;
  readonly fromAt: number;
  readonly to: number;
  readonly end: EventOf<'execution'> | undefined;
}

/** Every execution as an interval, in order of start. */
export function intervals(history: History): readonly Interval[] {
  const ends = new Map(history.of('execution').map((execution) => [execution.key, execution]));
  const started = history.of('execution-started').map(({ key, credential, items, n, at }): Interval => {
    const end = ends.get(key);
    return { key, credential, items, from: n, fromAt: at, to: end?.n ?? Number.POSITIVE_INFINITY, end };
  });
  const known = new Set(started.map(({ key }) => key));
  const unstarted = history.of('execution').filter(({ key }) => !known.has(key));
  return [...started, ...unstarted.map((end): Interval => ({ key: end.key, credential: end.credential, items: end.items, from: end.n, fromAt: end.at - end.durationMs, to: end.n, end }))];
}

/** Executions of a credential in groups that overlap; a group lasts until the next begins. */
export function busyPeriods(all: readonly Interval[], credential: string): readonly (readonly Interval[])[] {
  const groups: Interval[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const interval of all.filter((candidate) => candidate.credential === credential).toSorted((one, other) => one.from - other.from)) {
    const current = groups.at(-1);
    if (current === undefined || interval.from > reach) groups.push([interval]);
    else current.push(interval);
    reach = Math.max(reach, interval.to);
  }
  return groups;
}
