import { isDeepStrictEqual } from 'node:util';
import {
  faults,
  findPreset,
  presetPolicy,
  presets,
  type PresetName,
} from '../../../mock-provider/index.ts';
import { targetFaults } from '../../faults/index.ts';
import type { DefinedScenario } from '../defined-scenario.ts';
import type { CoverageData, CoverageRow } from './coverage.ts';
import { foundBy } from './finder.ts';

/** A row, with the scenarios that cover it. */
export interface CoveredRow {
  readonly section: string;
  readonly theme: string;
  readonly what: string;
  /** How its scenarios are found, in words. */
  readonly by: readonly string[];
  readonly scenarios: readonly string[];
  /** What covers it instead of a scenario. */
  readonly elsewhere?: string;
  /** Why nothing covers it yet. */
  readonly open?: string;
}

export interface CoveredFault {
  readonly name: string;
  readonly scenarios: readonly string[];
  /** Why no n8n can meet it. */
  readonly neverMet?: string;
}

export interface CoveredPreset {
  readonly name: string;
  readonly scenarios: readonly string[];
}

export interface ScenarioKind {
  readonly name: string;
  readonly theme: string;
  readonly verbs: readonly string[];
}

/** What scenarios cover, before anything runs. */
export interface Coverage {
  readonly scenarios: number;
  /** Of each scenario: its theme, and what goes wrong in it. */
  readonly kinds: readonly ScenarioKind[];
  readonly byTheme: Readonly<Record<string, number>>;
  readonly byVerb: Readonly<Record<string, number>>;
  readonly rows: readonly CoveredRow[];
  readonly faults: readonly CoveredFault[];
  readonly presets: readonly CoveredPreset[];
}

/** Of what is measured. */
export interface CoverageSubject {
  readonly scenarios: readonly DefinedScenario[];
  readonly coverage: CoverageData;
}

/** The first part of a scenario's or a fault's name. */
export const themeOf = (name: string): string => name.split('/')[0] ?? name;

/** What goes wrong in a scenario, in one word each, in the order of the data. */
const verbsOf = (
  scenario: DefinedScenario,
  { verbs }: Pick<CoverageData, 'verbs'>,
): readonly string[] =>
  Object.entries(verbs)
    .filter(([, finders]) => finders.some((finder) => finder.finds(scenario)))
    .map(([verb]) => verb);

const counted = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]),
  );

const covered = (row: CoverageRow, scenarios: readonly DefinedScenario[]) => ({
  what: row.what,
  by: 'by' in row ? row.by.map(({ told }) => told) : [],
  scenarios: 'by' in row ? foundBy(row.by, scenarios) : [],
  ...('elsewhere' in row ? { elsewhere: row.elsewhere } : {}),
  ...('open' in row ? { open: row.open } : {}),
});

/** True when a realm behaves as a preset or as one of its variants. */
function imitates({ realm }: DefinedScenario, name: PresetName): boolean {
  if (realm === undefined) return false;
  const { variants = [] } = findPreset(name);
  const policies = [
    presetPolicy({ preset: name }),
    ...variants.map((variant) => presetPolicy({ preset: name, variant: variant.name })),
  ];
  return realm.preset === name || policies.some((policy) => isDeepStrictEqual(policy, realm));
}

/** Measures what scenarios cover: rows, faults and presets, and how many there are of what kind. */
export function measureCoverage({ scenarios, coverage }: CoverageSubject): Coverage {
  const reasons = new Map<string, string>(
    coverage.neverMet.map(({ fault, reason }) => [fault, reason]),
  );
  const users = Map.groupBy(
    scenarios.flatMap(({ name, plan }) =>
      plan.flatMap((step) => (step.do === 'inject' ? [{ name, fault: step.fault }] : [])),
    ),
    ({ fault }): string => fault,
  );
  const kinds = scenarios.map((scenario) => ({
    name: scenario.name,
    theme: themeOf(scenario.name),
    verbs: verbsOf(scenario, coverage),
  }));
  return {
    scenarios: scenarios.length,
    kinds,
    byTheme: counted(kinds.map(({ theme }) => theme)),
    byVerb: {
      ...Object.fromEntries(Object.keys(coverage.verbs).map((verb) => [verb, 0])),
      ...counted(kinds.flatMap(({ verbs }) => verbs)),
    },
    rows: coverage.sections.flatMap(({ section, themes }) =>
      themes.flatMap(({ theme, rows }) =>
        rows.map((row) => ({ section, theme, ...covered(row, scenarios) })),
      ),
    ),
    faults: [...faults, ...targetFaults].map(({ name }) => {
      const reason = reasons.get(name);
      return {
        name,
        scenarios: [...new Set((users.get(name) ?? []).map((use) => use.name))],
        ...(reason === undefined ? {} : { neverMet: reason }),
      };
    }),
    presets: presets.map(({ name }) => ({
      name,
      scenarios: scenarios
        .filter((scenario) => imitates(scenario, name))
        .map((scenario) => scenario.name),
    })),
  };
}
