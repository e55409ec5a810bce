import { speaksOf } from '../model/baseline.ts';
import type { Baseline } from '../model/baseline.ts';
import type { TargetResult } from '../model/results.ts';
import { count, list, unique } from './views/words.ts';

/**
 * What a baseline lists and this run of a target says nothing about, in one line; undefined when
 * every entry is tried.
 * @param chosen names of the scenarios of the run
 */
export function idleEntries(
  { known }: Baseline,
  topology: TargetResult['topology'],
  chosen: readonly string[],
): string | undefined {
  const elsewhere = known.filter((entry) => !speaksOf(entry, topology));
  const others = known.filter(
    (entry) => speaksOf(entry, topology) && !chosen.includes(entry.scenario),
  );
  if (elsewhere.length + others.length === 0) return undefined;
  const where = unique(elsewhere.flatMap(({ topologies = [] }) => topologies));
  const parts = [
    ...(elsewhere.length === 0
      ? []
      : [`${elsewhere.length} for other topologies (${list(where)})`]),
    ...(others.length === 0 ? [] : [`${others.length} for scenarios that were not chosen`]),
  ];
  return `${elsewhere.length + others.length} of ${count(known.length, 'known failure')} not tried: ${list(parts)}.`;
}
