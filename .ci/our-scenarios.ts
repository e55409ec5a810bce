import { join } from 'node:path';
import type { DefinedScenario } from '../harness/plan/defined-scenario.ts';
import { loadScenarioSources, scenariosOf } from '../harness/plan/load-scenarios.ts';
import { DEFAULT_SUITE, loadSuites, scenariosIn } from '../harness/plan/load-suites.ts';

/** The scenarios of this repository, as its docs speak of them. */
export interface OurScenarios {
  /** Sorted by name. */
  readonly scenarios: readonly DefinedScenario[];
  /** Names of those that run when nothing is asked for. */
  readonly byDefault: ReadonlySet<string>;
  /** The file that a scenario is in, seen from scenarios/. */
  fileOf(scenario: string): string;
  /** A scenario's name, as a link from scenarios/README.md to the file that it is in. */
  linkTo(scenario: string): string;
}

/** @param root the folder of the checkout */
export async function ourScenarios(root: string): Promise<OurScenarios> {
  const folder = join(root, 'scenarios');
  const sources = await loadScenarioSources(folder);
  const scenarios = scenariosOf(sources);
  const suites = await loadSuites(folder, scenarios);
  const files = new Map(
    sources.flatMap(({ file, scenarios: held }) => held.map(({ name }) => [name, file] as const)),
  );
  const fileOf = (scenario: string): string => {
    const file = files.get(scenario);
    if (file === undefined)
      throw new Error(`Could not link to ${scenario}: there is no such scenario.`);
    return file;
  };
  return {
    scenarios,
    byDefault: new Set(scenariosIn(suites, DEFAULT_SUITE, scenarios).map(({ name }) => name)),
    fileOf,
    linkTo: (scenario) => `[\`${scenario}\`](${fileOf(scenario)})`,
  };
}
