import type { FaultName as ProviderFaultName } from '../../../mock-provider/index.ts';
import type { targetFaults } from '../../faults/index.ts';
import type { Finder } from './finder.ts';

/** Every fault there is: of the provider, and of n8n itself. */
export type AnyFaultName = ProviderFaultName | (typeof targetFaults)[number]['name'];

/** What must be covered, and by what it is. */
export type CoverageRow =
  /** Scenarios cover it: those that any of the finders finds. Each must find at least one. */
  | { readonly what: string; readonly by: readonly Finder[] }
  /** Something else than a scenario covers it. */
  | { readonly what: string; readonly elsewhere: string }
  /** Nothing covers it yet. */
  | { readonly what: string; readonly open: string };

/** Rows that belong together. */
export interface CoverageTheme {
  readonly theme: string;
  readonly rows: readonly CoverageRow[];
}

export interface CoverageSection {
  readonly section: string;
  readonly themes: readonly CoverageTheme[];
}

/** A fault that no n8n can meet in any scenario, and why. */
export interface NeverMet {
  readonly fault: AnyFaultName;
  readonly reason: string;
}

/** What a folder of scenarios says about what it must cover. */
export interface CoverageData {
  readonly sections: readonly CoverageSection[];
  /** What goes wrong, in one word each; a scenario may have several. */
  readonly verbs: Readonly<Record<string, readonly Finder[]>>;
  readonly neverMet: readonly NeverMet[];
}

/** Declares what must be covered. The compiler checks the names of faults and checkers. */
export const defineCoverage = (data: CoverageData): CoverageData => data;
