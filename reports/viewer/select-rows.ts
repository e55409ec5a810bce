import type { Results, ScenarioResult } from '../../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from '../compare.ts';
import { standingOf } from '../text/standing.ts';
import type { ViewState } from './view-state.ts';

/** The first part of a scenario's name. */
const themeOf = (name: string): string => name.split('/')[0] ?? name;

/** Themes in the order in which they appear. */
export const themesOf = (results: Results): string[] => [
  ...new Set(results.scenarios.map(({ name }) => themeOf(name))),
];

const haystack = ({ name, title, outcome, summary, findings, known }: ScenarioResult): string =>
  [
    name,
    title,
    outcome,
    summary,
    known?.reason ?? '',
    ...findings
      .filter(({ verdict }) => verdict !== 'holds')
      .map(({ checker, message }) => `${checker} ${message}`),
  ]
    .join('\n')
    .toLowerCase();

/**
 * The scenarios that have a result which matches every filter. When the filter names a target, only
 * that target's column is left.
 */
export function selectRows(
  results: Results,
  view: Pick<ViewState, 'query' | 'verdict' | 'theme' | 'target'>,
): ComparedScenario[] {
  const words = view.query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (result: ScenarioResult): boolean => {
    const text = haystack(result);
    return (
      (view.verdict === '' || standingOf(result) === view.verdict) &&
      words.every((word) => text.includes(word))
    );
  };
  const targets = results.targets.filter(({ id }) => view.target === '' || id === view.target);
  const changes = new Map(compareTargets(results).map(({ name, change }) => [name, change]));
  return compareTargets({
    targets,
    scenarios: results.scenarios.filter(
      ({ target }) => view.target === '' || target === view.target,
    ),
  })
    .filter(
      ({ name, cells }) =>
        (view.theme === '' || themeOf(name) === view.theme) &&
        cells.some(({ attempts }) => attempts.some(fits)),
    )
    .map((row) => ({ ...row, change: changes.get(row.name) }));
}
