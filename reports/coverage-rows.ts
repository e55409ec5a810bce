import type { Results } from '../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from './compare.ts';
import { worstStanding, type Standing } from './text/standing.ts';

/** A scenario of a row, as it fared on each target. */
export interface CoveringScenario {
  readonly name: string;
  readonly cells: readonly { readonly target: string; readonly standing: Standing | undefined }[];
  /** The worst of them. */
  readonly standing: Standing | undefined;
}

export interface CoverageRow {
  readonly what: string;
  readonly scenarios: readonly CoveringScenario[];
  /** The worst of its scenarios in this run; undefined when it has none here. */
  readonly standing: Standing | undefined;
  /** How many scenarios of each standing it has. */
  readonly counts: Readonly<Partial<Record<Standing, number>>>;
  /** How many of its scenarios are not in this run. */
  readonly notHere: number;
  /** How many are in this run and not in these results, of a page that has no room for all. */
  readonly leftOut: number;
  readonly elsewhere?: string | undefined;
  readonly open?: string | undefined;
}

export interface CoverageTheme {
  readonly theme: string;
  readonly rows: readonly CoverageRow[];
}

export interface CoverageSection {
  readonly section: string;
  readonly themes: readonly CoverageTheme[];
}

type Told = Pick<Results, 'targets' | 'scenarios' | 'planned' | 'coverage'>;

const covering = ({ name, cells }: ComparedScenario): CoveringScenario => ({
  name,
  cells: cells.map(({ target, standing }) => ({ target, standing })),
  standing: worstOf(cells),
});

const worstOf = (
  ones: readonly { readonly standing: Standing | undefined }[],
): Standing | undefined => worstStanding(ones.flatMap(({ standing }) => standing ?? []));

const counted = (
  scenarios: readonly CoveringScenario[],
): Readonly<Partial<Record<Standing, number>>> =>
  Object.fromEntries(
    [...Map.groupBy(scenarios, ({ standing }) => standing)].flatMap(([standing, all]) =>
      standing === undefined ? [] : [[standing, all.length]],
    ),
  );

/**
 * What must be covered, row by row, with the scenarios of this run and how they fared.
 * @returns undefined when the results do not say what must be covered
 */
export function coverageRows(results: Told): readonly CoverageSection[] | undefined {
  const { coverage } = results;
  if (coverage === undefined) return undefined;
  const compared = new Map(compareTargets(results).map((one) => [one.name, covering(one)]));
  const rows = coverage.rows.map(({ section, theme, what, by, of, elsewhere, open }) => {
    const scenarios = by.flatMap((place) => compared.get(coverage.scenarios[place] ?? '') ?? []);
    const row: CoverageRow = {
      what,
      scenarios,
      standing: worstOf(scenarios),
      counts: counted(scenarios),
      notHere: of - by.length,
      leftOut: by.length - scenarios.length,
      elsewhere,
      open,
    };
    return { section, theme, row };
  });
  return [...Map.groupBy(rows, ({ section }) => section)].map(([section, ofSection]) => ({
    section,
    themes: [...Map.groupBy(ofSection, ({ theme }) => theme)].map(([theme, ofTheme]) => ({
      theme,
      rows: ofTheme.map(({ row }) => row),
    })),
  }));
}
