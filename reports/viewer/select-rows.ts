import type { Results, ScenarioResult } from '../../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from '../compare.ts';
import { standingOf } from '../text/standing.ts';
import { hasChange, orderRows } from './order-rows.ts';
import type { Hit, Search } from './search-results.ts';
import { hasAll, wordsOf } from './search-words.ts';
import type { ViewState } from './view-state.ts';

/** The first part of a scenario's name. */
export const themeOf = (name: string): string => name.split('/')[0] ?? name;

/** Themes in the order in which they appear. */
export const themesOf = (results: Results): string[] => [
  ...new Set([...results.scenarios, ...(results.planned ?? [])].map(({ name }) => themeOf(name))),
];

/** A row of the list. */
export interface SelectedRow extends ComparedScenario {
  /** Where a query was found that the row itself does not show, and in which result. */
  readonly found: { readonly hit: Hit; readonly result: ScenarioResult } | undefined;
}

/** Tells how a row fits the query and the verdict of the filter; undefined when it does not. */
function fitting(
  { name, title, cells }: ComparedScenario,
  { query, verdict }: Pick<ViewState, 'query' | 'verdict'>,
  search: Search,
): Pick<SelectedRow, 'found'> | undefined {
  const words = wordsOf(query);
  const results = cells
    .flatMap(({ attempts }) => attempts)
    .filter((result) => verdict === '' || standingOf(result) === verdict);
  let found: SelectedRow['found'];
  for (const result of results) {
    const match = search(result, words);
    if (match === undefined) continue;
    if (match.hit === undefined) return { found: undefined };
    found ??= { hit: match.hit, result };
  }
  if (found !== undefined) return { found };
  const isMissing =
    (verdict === '' || verdict === 'not-run') &&
    cells.some(({ notRun }) => notRun > 0) &&
    hasAll(`${name}\n${title}`.toLowerCase(), words);
  return isMissing ? { found: undefined } : undefined;
}

/**
 * The scenarios that have a result which matches every filter, by what needs reading most. When the
 * filter names a target, only that target's column is left.
 */
export function selectRows(
  results: Results,
  view: Pick<ViewState, 'query' | 'verdict' | 'theme' | 'target' | 'change'>,
  search: Search,
): readonly SelectedRow[] {
  const targets = results.targets.filter(({ id }) => view.target === '' || id === view.target);
  const onTarget = ({ target }: { readonly target: string }): boolean =>
    view.target === '' || target === view.target;
  const changes = new Map(compareTargets(results).map(({ name, change }) => [name, change]));
  const rows = compareTargets({
    targets,
    scenarios: results.scenarios.filter(onTarget),
    planned: (results.planned ?? []).filter(onTarget),
  })
    .map((row) => ({ ...row, change: changes.get(row.name) }))
    .filter(
      (row) =>
        (view.theme === '' || themeOf(row.name) === view.theme) && hasChange(row, view.change),
    );
  return orderRows(
    rows.flatMap((row) => {
      const fit = fitting(row, view, search);
      return fit === undefined ? [] : [{ ...row, ...fit }];
    }),
  );
}
