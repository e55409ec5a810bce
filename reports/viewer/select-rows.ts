import type { Results, ScenarioResult } from '../../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from '../compare.ts';
import { standingOf } from '../text/standing.ts';
import type { ViewState } from './view-state.ts';

/** The first part of a scenario's name. */
const themeOf = (name: string): string => name.split('/')[0] ?? name;

/** Themes in the order in which they appear. */
export const themesOf = (results: Results): string[] => [
  ...new Set([...results.scenarios, ...(results.planned ?? [])].map(({ name }) => themeOf(name))),
];

const haystack = ({
  name,
  title,
  outcome,
  summary,
  findings,
  known,
  differsFromKnown = '',
}: ScenarioResult): string =>
  [
    name,
    title,
    outcome,
    summary,
    known?.reason ?? '',
    differsFromKnown,
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
  const isMissing = ({ name, title, cells }: ComparedScenario): boolean => {
    const text = `${name}\n${title}`.toLowerCase();
    return (
      (view.verdict === '' || view.verdict === 'not-run') &&
      cells.some(({ notRun }) => notRun > 0) &&
      words.every((word) => text.includes(word))
    );
  };
  const targets = results.targets.filter(({ id }) => view.target === '' || id === view.target);
  const onTarget = ({ target }: { readonly target: string }): boolean =>
    view.target === '' || target === view.target;
  const changes = new Map(compareTargets(results).map(({ name, change }) => [name, change]));
  return compareTargets({
    targets,
    scenarios: results.scenarios.filter(onTarget),
    planned: (results.planned ?? []).filter(onTarget),
  })
    .filter(
      (row) =>
        (view.theme === '' || themeOf(row.name) === view.theme) &&
        (row.cells.some(({ attempts }) => attempts.some(fits)) || isMissing(row)),
    )
    .map((row) => ({ ...row, change: changes.get(row.name) }));
}
