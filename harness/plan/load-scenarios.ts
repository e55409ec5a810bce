import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import { HarnessError } from '../model/error.ts';
import type { DefinedScenario } from './defined-scenario.ts';

const NOT_SCENARIOS = new Set(['workflows', 'baselines', 'coverage', 'advice', 'load', 'testing']);

const FAMILY = '.family';
const MODULE = /\.m?(ts|js)$/;

/** Files that are loaded at once. All of them together would double the memory of the process. */
const AT_ONCE = 4;

/** A file of scenarios: one, or a family of them that differ in values only. */
export interface ScenarioSource {
  /** Relative to the folder of scenarios, with slashes on every system. */
  readonly file: string;
  readonly scenarios: readonly DefinedScenario[];
  /** What a family says of itself as a whole, in a sentence; it exports it as `about`. */
  readonly about?: string;
}

const isScenarioFile = (path: string): boolean => {
  const parts = path.split(sep);
  return (
    (parts.length > 1 || path.includes(`${FAMILY}.`)) &&
    !NOT_SCENARIOS.has(parts[0] ?? '') &&
    MODULE.test(path) &&
    !/\.(d|test)\.m?ts$/.test(path)
  );
};

/**
 * Loads every scenario of a folder, sorted by name; to add a scenario, add a file. The scenario
 * `theme/what-happens` must be in `theme/what-happens.ts`, so that its name leads to its file. The
 * names of a family in `theme/what.family.ts` begin with `theme/what-`, those of a family that
 * makes up a theme, in `theme.family.ts`, with `theme/`.
 * @throws HarnessError `scenario-misplaced` when a file and its scenario's name differ,
 * `scenario-missing` when it holds none, `scenario-named-twice`
 */
export async function loadScenarios(directory: string): Promise<readonly DefinedScenario[]> {
  return scenariosOf(await loadScenarioSources(directory));
}

/** The scenarios of all files, sorted by name. */
export const scenariosOf = (sources: readonly ScenarioSource[]): readonly DefinedScenario[] =>
  sources.flatMap(({ scenarios }) => scenarios).sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** How files of scenarios are loaded, and named in messages. */
interface Loading {
  /** The folder as the user knows it. */
  readonly shownAs?: string;
  readonly load?: (path: string) => Promise<Readonly<Record<string, unknown>>>;
}

const importModule = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
  (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;

/** The same, by file. */
export async function loadScenarioSources(
  directory: string,
  { shownAs = '', load = importModule }: Loading = {},
): Promise<readonly ScenarioSource[]> {
  const files = (await readdir(directory, { recursive: true })).filter(isScenarioFile);
  const sources = await pMap(
    files,
    async (path): Promise<ScenarioSource> => {
      const { default: held, about } = (await load(join(directory, path))) as {
        default?: DefinedScenario | readonly DefinedScenario[];
        about?: string;
      };
      const file = path.split(sep).join('/');
      const scenarios = held === undefined ? [] : [held].flat();
      checkNames(file, scenarios, shownAs);
      return { file, scenarios, ...(about === undefined ? {} : { about }) };
    },
    { concurrency: AT_ONCE },
  );
  checkUnique(sources, shownAs);
  return sources;
}

function checkNames(file: string, scenarios: readonly DefinedScenario[], folder: string): void {
  const shown = join(folder, file);
  const stem = file.replace(MODULE, '');
  const isFamily = stem.endsWith(FAMILY);
  const expected = isFamily ? stem.slice(0, -FAMILY.length) : stem;
  if (scenarios.length === 0)
    throw new HarnessError(
      'scenario-missing',
      `Could not load ${shown}: it has no scenario as its default export.`,
      {
        exitCode: 64,
        hint: `Begin it with: export default ${isFamily ? 'defineFamily' : 'defineScenario'}(`,
      },
    );
  if (!isFamily && scenarios.length > 1)
    throw new HarnessError('scenario-misplaced', `Could not load ${shown}: it is a family.`, {
      exitCode: 64,
      hint: `Name the file '${stem}${FAMILY}.ts'.`,
    });
  const fits = (name: string): boolean =>
    isFamily
      ? name.startsWith(`${expected}-`) || name.startsWith(`${expected}/`)
      : name === expected;
  const stray = scenarios.find(({ name }) => !fits(name));
  if (stray !== undefined)
    throw new HarnessError(
      'scenario-misplaced',
      `Could not load ${shown}: its scenario is named '${stray.name}'.`,
      {
        exitCode: 64,
        hint: isFamily
          ? `Let its name begin with '${expected}${expected.includes('/') ? '-' : '/'}', or move the file.`
          : `Name it '${expected}', or move the file.`,
      },
    );
}

function checkUnique(sources: readonly ScenarioSource[], folder: string): void {
  const owners = new Map<string, string>();
  for (const { file, scenarios } of sources)
    for (const { name } of scenarios) {
      const other = owners.get(name);
      if (other !== undefined)
        throw new HarnessError(
          'scenario-named-twice',
          `Could not load ${join(folder, file)}: the name '${name}' is taken, by ${other === file ? 'another one there' : join(folder, other)}.`,
          { exitCode: 64, hint: 'Give one of them another name.' },
        );
      owners.set(name, file);
    }
}
