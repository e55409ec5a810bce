import { notRunIn } from '../harness/model/not-run.ts';
import type { Results, ScenarioResult } from '../harness/model/results.ts';
import { standingOf, worstStanding, type Standing } from './text/standing.ts';

/**
 * How a scenario changed from the first target to the last. `unclear`: at least one of the two
 * results proves nothing.
 */
export type Change = 'same' | 'regressed' | 'fixed' | 'unclear';

/** One scenario with its results on all targets. */
export interface ComparedScenario {
  readonly name: string;
  readonly title: string;
  /**
   * One cell for each target, in the order of `results.targets`. A cell has all attempts of the
   * scenario on that target.
   */
  readonly cells: readonly {
    readonly target: string;
    readonly attempts: readonly ScenarioResult[];
    /** How many planned attempts have no result. */
    readonly notRun: number;
    readonly standing: Standing | undefined;
  }[];
  /** Undefined when there is a single target. */
  readonly change: Change | undefined;
}

const good = (standing: Standing | undefined): boolean | undefined => {
  if (standing === 'pass' || standing === 'fixed') return true;
  return standing === 'fail' || standing === 'known' ? false : undefined;
};

function changeBetween(first: Standing | undefined, last: Standing | undefined): Change {
  const [before, after] = [good(first), good(last)];
  if (before === undefined || after === undefined) return 'unclear';
  if (before === after) return 'same';
  return before ? 'regressed' : 'fixed';
}

/**
 * Puts the results of several targets side by side. The scenarios are in the order in which they
 * first appear.
 */
export function compareTargets({
  targets,
  scenarios,
  planned = [],
}: Pick<Results, 'targets' | 'scenarios' | 'planned'>): ComparedScenario[] {
  const byName = Map.groupBy([...scenarios, ...planned], ({ name }) => name);
  const resultsOf = Map.groupBy(scenarios, ({ name }) => name);
  const missingOf = Map.groupBy(notRunIn({ planned, scenarios }), ({ name }) => name);
  return [...byName].map(([name, all]) => {
    const cells = targets.map(({ id }) => {
      const here = (one: { readonly target: string }): boolean => one.target === id;
      const attempts = (resultsOf.get(name) ?? []).filter(here);
      const notRun = (missingOf.get(name) ?? []).filter(here).length;
      const standings = [
        ...attempts.map(standingOf),
        ...(notRun > 0 ? (['not-run'] as const) : []),
      ];
      return { target: id, attempts, notRun, standing: worstStanding(standings) };
    });
    const change =
      targets.length < 2 ? undefined : changeBetween(cells[0]?.standing, cells.at(-1)?.standing);
    return { name, title: all[0]?.title ?? name, cells, change };
  });
}
