import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean } from '../model/did-you-mean.ts';
import { HarnessError } from '../model/error.ts';
import { usageError } from '../model/usage-error.ts';
import type { LoadScenario } from './load-scenario.ts';

const FOLDER = 'load';
const isScenario = (file: string): boolean =>
  /\.m?(ts|js)$/.test(file) && !/\.(d|test)\.m?ts$/.test(file);

/**
 * Loads every load scenario below a folder of scenarios, sorted by name; to add one, add a file.
 * @throws HarnessError `scenario-misplaced` when a file and its scenario's name differ
 */
export async function loadLoadScenarios(scenarioFolder: string): Promise<readonly LoadScenario[]> {
  const folder = join(scenarioFolder, FOLDER);
  const files = (await readdir(folder)).filter(isScenario).sort();
  return Promise.all(files.map(async (file) => loadOne(join(folder, file))));
}

async function loadOne(path: string): Promise<LoadScenario> {
  const { default: held } = (await import(pathToFileURL(path).href)) as {
    readonly default?: LoadScenario;
  };
  const expected = `${FOLDER}/${basename(path, extname(path))}`;
  if (held?.name !== expected)
    throw new HarnessError(
      'scenario-misplaced',
      `Could not load ${path}: it has ${held === undefined ? 'no load scenario' : `'${held.name}'`} as its default export.`,
      { exitCode: 64, hint: `Begin it with: export default defineLoad({ name: '${expected}', …` },
    );
  return held;
}

/**
 * The load scenario of a name, which may leave out `load/`.
 * @throws HarnessError exit 64 when there is none
 */
export function findLoadScenario(wanted: string, known: readonly LoadScenario[]): LoadScenario {
  const name = wanted.startsWith(`${FOLDER}/`) ? wanted : `${FOLDER}/${wanted}`;
  const found = known.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  throw usageError(
    `Could not choose a load scenario: there is none named '${wanted}'.`,
    didYouMean(
      name,
      known.map((scenario) => scenario.name),
    ),
  );
}
