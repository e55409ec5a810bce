import { notRunIn } from '../../harness/model/not-run.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { coverageRemarks, unfinishedRemarks } from '../text/run-remarks.ts';
import { standingOf, WORST_FIRST, worstStanding, type Standing } from '../text/standing.ts';
import type { LeftOut } from './report-data.ts';

/** The results that a page has, and what is to be said of the others; undefined without any. */
export interface Fitted {
  readonly results: Results;
  readonly left: LeftOut | undefined;
}

/** All of one scenario: its results on every target, and what was planned. */
interface Whole {
  readonly results: readonly ScenarioResult[];
  readonly planned: readonly PlannedRun[];
  readonly standings: readonly Standing[];
}

const characters = (value: unknown): number => JSON.stringify(value).length;

/**
 * The results that a page may have: those that decide what guides say, then the worst. A scenario
 * is in the page with all its results or with none, so that its row tells no half of it.
 * @param most how many characters they may have as JSON
 */
export function fitResults(results: Results, most: number): Fitted {
  const kept = new Set<string>();
  let room = most;
  for (const [name, whole] of inOrder(results)) {
    room -= characters(whole.results) + characters(whole.planned);
    if (room < 0) break;
    kept.add(name);
  }
  const isKept = ({ name }: { readonly name: string }): boolean => kept.has(name);
  const gone = [...wholes(results)].filter(([name]) => !kept.has(name));
  if (gone.length === 0) return { results, left: undefined };
  const standings = Map.groupBy(
    gone.flatMap(([, whole]) => whole.standings),
    (standing) => standing,
  );
  return {
    results: {
      ...results,
      scenarios: results.scenarios.filter(isKept),
      ...(results.planned === undefined ? {} : { planned: results.planned.filter(isKept) }),
    },
    left: {
      counts: Object.fromEntries([...standings].map(([standing, all]) => [standing, all.length])),
      unfinished: unfinishedRemarks(results),
      coverage: coverageRemarks(results),
    },
  };
}

function wholes(results: Results): ReadonlyMap<string, Whole> {
  const byName = Map.groupBy(results.scenarios, ({ name }) => name);
  const planned = Map.groupBy(results.planned ?? [], ({ name }) => name);
  const notRun = Map.groupBy(notRunIn(results), ({ name }) => name);
  return new Map(
    [...new Set([...byName.keys(), ...planned.keys()])].map((name) => {
      const found = byName.get(name) ?? [];
      const missing = (notRun.get(name) ?? []).map(() => 'not-run' as const);
      const standings = [...found.map(standingOf), ...missing];
      return [name, { results: found, planned: planned.get(name) ?? [], standings }];
    }),
  );
}

function inOrder(results: Results): readonly (readonly [string, Whole])[] {
  const trials = (results.advice ?? []).flatMap((advice) => advice.trials);
  const deciding = new Set(trials.map(({ scenario }) => scenario));
  const place = ([name, { standings }]: readonly [string, Whole]): number =>
    deciding.has(name) ? -1 : WORST_FIRST.indexOf(worstStanding(standings) ?? 'skipped');
  return [...wholes(results)].toSorted((one, other) => place(one) - place(other));
}
