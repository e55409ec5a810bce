import { join } from 'node:path';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { loadScenarios } from '../plan/load-scenarios.ts';
import { loadSuites, scenariosIn } from '../plan/load-suites.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');

let loaded: Promise<readonly DefinedScenario[]> | undefined;

/** Every scenario of this repository. They are looked for once, for all the runs of a process. */
export const allScenarios = (): Promise<readonly DefinedScenario[]> =>
  (loaded ??= loadScenarios(FOLDER));

/** Those of one suite of this repository. */
export async function scenariosOfSuite(suite: string): Promise<readonly DefinedScenario[]> {
  const all = await allScenarios();
  return scenariosIn(await loadSuites(FOLDER, all), suite, all);
}
