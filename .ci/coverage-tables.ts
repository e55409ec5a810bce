import { join } from 'node:path';
import { speaksOf, type Baseline } from '../harness/model/baseline.ts';
import { loadCoverage } from '../harness/plan/coverage/load-coverage.ts';
import {
  measureCoverage,
  themeOf,
  type Coverage,
} from '../harness/plan/coverage/measure-coverage.ts';
import type { DefinedScenario } from '../harness/plan/defined-scenario.ts';
import { markdownTable as table } from './markdown-table.ts';

type Rows = readonly (readonly string[])[];

/** Scenarios that are named in a cell; of more only the number is told. */
const NAMED = 4;

const listed = (names: readonly string[], show: (name: string) => string): string => {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** What must be covered, and by which scenarios it is. */
const coverageRows = (
  { rows }: Pick<Coverage, 'rows'>,
  linkTo: (scenario: string) => string,
): Rows =>
  rows.map(({ section, theme, what, scenarios, elsewhere, open }) => [
    section,
    theme,
    what,
    String(scenarios.length),
    open === undefined ? (elsewhere ?? listed(scenarios, linkTo)) : `**not covered**: ${open}`,
  ]);

/** How many scenarios there are of each word, the most first. */
const countRows = (counts: Readonly<Record<string, number>>): Rows =>
  Object.entries(counts)
    .toSorted(([, one], [, other]) => other - one)
    .map(([word, number]) => [word, String(number)]);

/** The columns of the table of faults: every version of n8n with a baseline. */
const faultColumns = (baselines: readonly Baseline[]): readonly string[] => [
  'Fault',
  'Scenarios',
  ...baselines.map(({ n8n }) => `Known failures on ${n8n}`),
];

/** For each fault: who uses it, and in which of these scenarios each version is known to fail. */
function faultRows(
  { faults }: Pick<Coverage, 'faults'>,
  baselines: readonly Baseline[],
  linkTo: (scenario: string) => string,
): Rows {
  const failing = baselines.map(({ known }) => {
    const by = Map.groupBy(known, ({ scenario }) => scenario);
    return (name: string): string | undefined => {
      const entries = by.get(name);
      if (entries === undefined) return undefined;
      const onAll = entries.some((entry) =>
        (['single', 'postgres', 'queue'] as const).every((one) => speaksOf(entry, one)),
      );
      const where = [...new Set(entries.flatMap(({ topologies = [] }) => topologies))];
      return onAll ? linkTo(name) : `${linkTo(name)} (${where.join(', ')})`;
    };
  });
  return faults
    .toSorted((one, other) => themeOf(one.name).localeCompare(themeOf(other.name), 'en'))
    .map(({ name, scenarios, neverMet }) => [
      `\`${name}\``,
      neverMet === undefined ? String(scenarios.length) : `never met: ${neverMet}`,
      ...failing.map((shown) => {
        const known = scenarios.filter((scenario) => shown(scenario) !== undefined);
        return known.length === 0
          ? '–'
          : `${known.length}: ${listed(known, (scenario) => shown(scenario) ?? '')}`;
      }),
    ]);
}

/** Presets, each with the scenarios that imitate it. */
const presetRows = (
  { presets }: Pick<Coverage, 'presets'>,
  linkTo: (scenario: string) => string,
): Rows =>
  presets.map(({ name, scenarios }) => [
    `\`${name}\``,
    String(scenarios.length),
    listed(scenarios, linkTo),
  ]);

/** What the scenarios of this repository cover. */
export const ourCoverage = async (
  root: string,
  scenarios: readonly DefinedScenario[],
): Promise<Coverage> =>
  measureCoverage({ scenarios, coverage: await loadCoverage(join(root, 'scenarios')) });

const FILE = 'scenarios/coverage.md';

/** The tables of the page about coverage, by their names. */
export const coverageTables = (
  covered: Coverage,
  baselines: readonly Baseline[],
  linkTo: (scenario: string) => string,
): Readonly<Record<string, { readonly file: string; readonly text: string }>> => ({
  coverage: {
    file: FILE,
    text: table(['About', 'Theme', 'What', 'Scenarios', 'Which'], coverageRows(covered, linkTo)),
  },
  'coverage-verbs': {
    file: FILE,
    text: table(['What goes wrong', 'Scenarios'], countRows(covered.byVerb)),
  },
  'coverage-themes': {
    file: FILE,
    text: table(['Theme', 'Scenarios'], countRows(covered.byTheme)),
  },
  'coverage-faults': {
    file: FILE,
    text: table(faultColumns(baselines), faultRows(covered, baselines, linkTo)),
  },
  'coverage-presets': {
    file: FILE,
    text: table(['Preset', 'Scenarios', 'Which'], presetRows(covered, linkTo)),
  },
});
