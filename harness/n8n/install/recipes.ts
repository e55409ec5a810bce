import { satisfies } from 'semver';

/**
 * A dependency that must have a fixed version so that some n8n versions install or start, and the
 * reason.
 */
export interface Recipe {
  /** Range of n8n versions. */
  readonly n8n: string;
  readonly package: string;
  readonly version: string;
  readonly reason: string;
}

/**
 * Fixed versions that published n8n versions need in addition to their own declarations: a caret
 * range later resolves to other versions, a fixed version does not. The bounds follow n8n's own
 * fixed versions, minor by minor. Each recipe was tested to make some versions of its range start,
 * and the boot probe of every installation decides.
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

/**
 * The recipes for one n8n version as `package → version`, the form that package managers and
 * results use.
 */
export function overridesFor(version: string): Readonly<Record<string, string>> {
  return Object.fromEntries(recipesFor(version).map((recipe) => [recipe.package, recipe.version]));
}
