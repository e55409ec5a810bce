import { satisfies } from 'semver';

/** A dependency that must be pinned for some n8n versions to install or to start, and why. */
export interface Recipe {
  /** Range of n8n versions. */
  readonly n8n: string;
  readonly package: string;
  readonly version: string;
  readonly reason: string;
}

/**
 * What published n8n versions need beside what they declare: caret ranges drift, pins do not. The
 * bounds follow n8n's own pins, minor by minor; each recipe was seen to make some versions of its
 * range boot, and the boot probe of every installation has the last word.
 */
export const RECIPES: readonly Recipe[] = [
  {
    n8n: '<1.100.0',
    package: 'zod',
    version: '3.25.76',
    reason:
      'n8n pins zod 3.23 or 3.24, but packages its caret ranges bring by now import zod/v3 and zod/v4, which exist from 3.25 on: n8n dies at start. From 1.100 on n8n pins 3.25 itself.',
  },
  {
    n8n: '<2.32.0',
    package: 'xlsx',
    version: '0.18.5',
    reason:
      'n8n-nodes-base depends on xlsx by the URL of a host outside the registry; this is the newest xlsx the registry has. From 2.32 on n8n takes it from the registry.',
  },
  {
    n8n: '>=1.123.0 <2.30.0',
    package: '@langchain/core',
    version: '1.1.49',
    reason:
      'n8n pins @langchain/core between 1.1.0 and 1.1.41, but the @langchain/langgraph-checkpoint its ranges bring by now needs 1.1.48 or newer (utils/uuid): n8n says that it has no command "start". From 2.30 on n8n pins 1.2 itself, before 1.123 it uses 0.3.',
  },
];

/** Recipes that apply to one n8n version, in the order of the table. */
export function recipesFor(version: string): readonly Recipe[] {
  return RECIPES.filter((recipe) => satisfies(version, recipe.n8n, { includePrerelease: true }));
}

/** The same as `package → version`, as package managers and results want it. */
export function overridesFor(version: string): Readonly<Record<string, string>> {
  return Object.fromEntries(recipesFor(version).map((recipe) => [recipe.package, recipe.version]));
}
