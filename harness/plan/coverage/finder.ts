import type { DefinedScenario } from '../defined-scenario.ts';

/** A rule that finds scenarios. */
export interface Finder {
  /** The rule in words, for tables: what it looks for. */
  readonly told: string;
  /** The checker that it speaks of. */
  readonly checker?: string;
  finds(scenario: DefinedScenario): boolean;
}

/** The names that some finders find, in the order of the scenarios. */
export const foundBy = (
  finders: readonly Finder[],
  scenarios: readonly DefinedScenario[],
): readonly string[] =>
  scenarios
    .filter((scenario) => finders.some((finder) => finder.finds(scenario)))
    .map(({ name }) => name);
