import type { DefinedScenario } from '../defined-scenario.ts';
import type { CoverageData } from './coverage.ts';

/**
 * Rules that find no scenario, each with its row: a scenario was renamed, a fault is used nowhere,
 * an option was misspelt.
 */
export const idleFinders = (
  { sections, verbs }: CoverageData,
  scenarios: readonly DefinedScenario[],
): readonly string[] =>
  [
    ...sections.flatMap(({ themes }) => themes.flatMap(({ rows }) => rows)),
    ...Object.entries(verbs).map(([what, by]) => ({ what, by })),
  ].flatMap((row) => {
    if (!('by' in row)) return [];
    if (row.by.length === 0) return [`${row.what}: no rule`];
    return row.by
      .filter((finder) => !scenarios.some((scenario) => finder.finds(scenario)))
      .map(({ told }) => `${row.what}: ${told}`);
  });
