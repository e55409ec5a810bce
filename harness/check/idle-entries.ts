import { speaksOf } from '../model/baseline.ts';
import type { Baseline } from '../model/baseline.ts';
import type { TargetResult } from '../model/results.ts';
import { list, unique } from './views/words.ts';

/**
 * What a baseline lists of the chosen scenarios and this run of a target says nothing about, in one
 * line; undefined when every such entry is tried. That scenarios which were not chosen are not
 * tried needs no words.
 * @param chosen names of the scenarios of the run
 */
export function idleEntries(
  { known }: Baseline,
  topology: TargetResult['topology'],
  chosen: readonly string[],
): string | undefined {
  const asked = known.filter(({ scenario }) => chosen.includes(scenario));
  const elsewhere = asked.filter((entry) => !speaksOf(entry, topology));
  if (elsewhere.length === 0) return undefined;
  const where = unique(elsewhere.flatMap(({ topologies = [] }) => topologies));
  const howMany =
    asked.length === 1
      ? 'its only known failure'
      : `${elsewhere.length} of ${asked.length} known failures`;
  return `${howMany} not tried: listed for other topologies (${list(where)}).`;
}
