import { resolve } from 'node:path';
import { didYouMean, nearest } from '../../model/did-you-mean.ts';
import { HarnessError } from '../../model/error.ts';
import { globMatcher } from '../../model/glob.ts';
import { usageError } from '../../model/usage-error.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { DEFAULT_SUITE, FULL, scenariosIn, type Suites } from '../../plan/load-suites.ts';

export interface SelectOptions {
  /**
   * Patterns for scenario names, and paths of scenario files, in any order. Empty means all of the
   * suite.
   */
  readonly wanted: readonly string[];
  /** Name of a suite: patterns match in it only. Without it `default`; with patterns `full`. */
  readonly suite?: string | undefined;
  readonly suites: Suites;
  readonly builtIn: readonly DefinedScenario[];
  readonly cwd: string;
  readonly readFile: (path: string, shownAs: string) => Promise<DefinedScenario>;
}

/** A scenario that was chosen. */
export interface SelectedScenario {
  readonly scenario: DefinedScenario;
  /** Its file as the user wrote the path; undefined when it comes with the harness. */
  readonly file?: string;
}

/**
 * The scenarios that a command works on: built-in ones by pattern (a theme such as `rotation` means
 * all its scenarios), and files. Each scenario appears once.
 * @throws HarnessError `no-scenario-matches` (exit 3), or what is wrong with a file (exit 64)
 */
export async function selectScenarios({
  wanted,
  builtIn: all,
  cwd,
  readFile,
  ...options
}: SelectOptions): Promise<readonly SelectedScenario[]> {
  const { builtIn, within } = suiteOf(all, wanted, options);
  if (wanted.length === 0) return builtIn.map((scenario) => ({ scenario }));
  const selected = new Map<string, { readonly scenario: DefinedScenario; readonly from: string }>();
  for (const one of wanted) {
    if (isScenarioFile(one)) {
      const scenario = await readFile(resolve(cwd, one), one);
      const twin = selected.get(scenario.name);
      if (twin !== undefined && twin.from !== one)
        throw usageError(
          `Could not run ${one}: its scenario '${scenario.name}' is already selected${isScenarioFile(twin.from) ? ` from ${twin.from}` : ''}.`,
          'Give it another name, or leave one out.',
        );
      selected.set(scenario.name, { scenario, from: one });
    } else {
      for (const scenario of matching(one, builtIn, within))
        if (!selected.has(scenario.name)) selected.set(scenario.name, { scenario, from: one });
    }
  }
  return [...selected.values()].map(({ scenario, from }) => ({
    scenario,
    ...(isScenarioFile(from) ? { file: from } : {}),
  }));
}

/**
 * The scenarios of the suite that is meant.
 * @throws HarnessError `usage` when there is none of that name
 */
function suiteOf(
  all: readonly DefinedScenario[],
  wanted: readonly string[],
  { suite, suites }: Pick<SelectOptions, 'suite' | 'suites'>,
): { readonly builtIn: readonly DefinedScenario[]; readonly within: string } {
  const usual = wanted.length === 0 && Object.hasOwn(suites, DEFAULT_SUITE) ? DEFAULT_SUITE : FULL;
  const chosen = suite ?? usual;
  return {
    builtIn: scenariosIn(suites, chosen, all),
    within: chosen === FULL ? '' : ` in the suite ${chosen}`,
  };
}

/** True for a path of a scenario file, false for the name or pattern of a scenario. */
export const isScenarioFile = (text: string): boolean => /\.(ya?ml|json)$/i.test(text);

function matching(
  pattern: string,
  builtIn: readonly DefinedScenario[],
  within: string,
): readonly DefinedScenario[] {
  const whole = globMatcher(pattern);
  const theme = globMatcher(`${pattern.replace(/\/$/, '')}/**`);
  const found = builtIn.filter(({ name }) => whole(name) || theme(name));
  if (found.length > 0) return found;
  const names = builtIn.map(({ name }) => name);
  const lastParts = names.filter(
    (name) => nearest(pattern.replaceAll(/[*?]/g, ''), name.split('/')).length > 0,
  );
  const hint =
    nearest(pattern, names).length === 0 && lastParts.length > 0
      ? `near it: ${lastParts.slice(0, 5).join(', ')}`
      : didYouMean(pattern, names);
  throw new HarnessError(
    'no-scenario-matches',
    `Could not find a scenario that matches '${pattern}'${within}.`,
    {
      hint: `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${hint.endsWith('?') ? '' : '.'}\nAll of them: oauth-chaos list scenarios`,
      exitCode: 3,
    },
  );
}
