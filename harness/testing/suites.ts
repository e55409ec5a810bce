import { join } from 'node:path';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { loadScenarios } from '../plan/load-scenarios.ts';
import { loadSuites } from '../plan/load-suites.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');

let loaded: Promise<readonly DefinedScenario[]> | undefined;

/** Every scenario of this repository. They are looked for once, for all the runs of a process. */
export const allScenarios = (): Promise<readonly DefinedScenario[]> =>
  (loaded ??= loadScenarios(FOLDER));

/** Those of one suite of this repository. */
export async function scenariosOfSuite(suite: string): Promise<readonly DefinedScenario[]> {
  const all = await allScenarios();
  const suites = await loadSuites(
    FOLDER,
    all.map(({ name }) => name),
  );
  const members = new Set(suites[suite]);
  return all.filter(({ name }) => members.has(name));
}
