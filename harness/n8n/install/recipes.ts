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
 * What published n8n versions need beside what they declare. Ranges reach from a version seen to need the pin to the
 * next one seen to do without; in between they are an assumption, and the boot probe has the last word.
 */
export const RECIPES: readonly Recipe[] = [
  {
    n8n: '<1.101.0',
    package: 'zod',
    version: '3.25.76',
    reason: 'n8n pins zod 3.23 or 3.24, but caret ranges of its LangChain packages now bring packages that import zod/v3 and zod/v4, which exist from 3.25 on; n8n dies at start.',
  },
  {
    n8n: '<2.0.0',
    package: 'xlsx',
    version: '0.18.5',
    reason: 'n8n-nodes-base depends on xlsx by the URL of a host outside the registry; this is the newest version the registry has.',
  },
  {
    n8n: '>=2.11.0 <2.30.0',
    package: '@langchain/core',
    version: '1.1.49',
    reason: 'Caret ranges bring a newer @langchain/core than the other LangChain packages of this n8n fit; n8n dies at start.',
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
