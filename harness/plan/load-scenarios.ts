import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarnessError } from '../model/error.ts';
import type { DefinedScenario } from './defined-scenario.ts';

const NOT_SCENARIOS = new Set(['workflows', 'baselines', 'load', 'testing']);

const isScenarioFile = (path: string): boolean => {
  const parts = path.split(sep);
  return (
    parts.length > 1 &&
    !NOT_SCENARIOS.has(parts[0] ?? '') &&
    /\.(ts|js)$/.test(path) &&
    !/\.(d|test)\.ts$/.test(path)
  );
};

/**
 * Loads every scenario of a folder, sorted by name; to add a scenario, add a file. The scenario
 * `theme/what-happens` must be in `theme/what-happens.ts`, so that its name leads to its file.
 * @throws HarnessError `scenario-misplaced` when a file and its scenario's name differ,
 * `scenario-missing` when it holds none
 */
export async function loadScenarios(directory: string): Promise<readonly DefinedScenario[]> {
  const files = (await readdir(directory, { recursive: true })).filter(isScenarioFile);
  const loaded = await Promise.all(
    files.map(async (file) => {
      const { default: scenario } = (await import(pathToFileURL(join(directory, file)).href)) as {
        default?: DefinedScenario;
      };
      if (scenario === undefined)
        throw new HarnessError(
          'scenario-missing',
          `Could not load ${file}: it has no scenario as its default export.`,
          { hint: 'Begin it with: export default defineScenario({' },
        );
      const expected = file
        .replace(/\.(ts|js)$/, '')
        .split(sep)
        .join('/');
      if (scenario.name !== expected)
        throw new HarnessError(
          'scenario-misplaced',
          `Could not load ${file}: its scenario is named '${scenario.name}'.`,
          { hint: `Name it '${expected}', or move the file.` },
        );
      return scenario;
    }),
  );
  return loaded.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
