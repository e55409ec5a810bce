import type { RunCoverage } from '../../model/run-coverage.ts';
import type { CoveredRow } from './measure-coverage.ts';

/**
 * The rows of a coverage as a run of some scenarios has them.
 * @returns undefined when no row has any of the scenarios
 */
export function coverageOfRun(
  rows: readonly CoveredRow[],
  planned: ReadonlySet<string>,
): RunCoverage | undefined {
  const names = [...new Set(rows.flatMap(({ scenarios }) => scenarios))].filter((name) =>
    planned.has(name),
  );
  if (names.length === 0) return undefined;
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    scenarios: names,
    rows: rows.map(({ section, theme, what, scenarios, elsewhere, open }) => ({
      section,
      theme,
      what,
      by: scenarios.flatMap((name) => places.get(name) ?? []),
      of: scenarios.length,
      ...(elsewhere === undefined ? {} : { elsewhere }),
      ...(open === undefined ? {} : { open }),
    })),
  };
}
