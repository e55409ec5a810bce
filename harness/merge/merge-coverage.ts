import type { RunCoverage } from '../model/run-coverage.ts';
import type { Part } from './part.ts';

/**
 * What must be covered, with the scenarios of all parts; undefined where they do not tell the same
 * rows, as of users' own scenarios alone.
 */
export function mergeCoverage(parts: readonly Part[]): RunCoverage | undefined {
  const all = parts.flatMap(({ results }) => results.coverage ?? []);
  const [first] = all;
  if (first === undefined || all.some(({ rows }) => rows.length !== first.rows.length))
    return undefined;
  const scenarios = [...new Set(all.flatMap((one) => one.scenarios))];
  const places = new Map(scenarios.map((name, place) => [name, place]));
  const rows = first.rows.map((row, index) => {
    const names = all.flatMap(({ scenarios: here, rows: others }) =>
      (others[index]?.by ?? []).map((place) => here[place] ?? ''),
    );
    const by = [...new Set(names.flatMap((name) => places.get(name) ?? []))];
    return { ...row, by: by.sort((one, other) => one - other) };
  });
  return { scenarios, rows };
}
