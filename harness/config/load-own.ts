import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultDefinition, Preset } from '../../mock-provider/index.ts';
import type { Checker } from '../model/checker.ts';
import { HarnessError } from '../model/error.ts';
import type { Catalog, Vocabulary } from '../plan/catalog.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { loadScenarioSources } from '../plan/load-scenarios.ts';
import { readScenarioFile } from '../plan/scenario-file.ts';
import { requireChecker, requireFault, requirePreset } from './check-own.ts';
import { importFile } from './import-file.ts';
import { ownError } from './own-error.ts';

/** A folder of the user's own, with `scenarios/`, `checkers/`, `faults/` or `presets/` in it. */
export interface OwnFolder {
  readonly path: string;
  readonly shownAs: string;
}

/** What the user adds to what comes with the harness. */
export interface Own {
  readonly scenarios: readonly DefinedScenario[];
  readonly checkers: readonly Checker[];
  readonly faults: readonly FaultDefinition[];
  readonly presets: readonly Preset[];
  /** The file of each scenario, by the scenario's name. */
  readonly files: ReadonlyMap<string, string>;
}

/** What comes with the harness. */
export type BuiltIn = Vocabulary & {
  readonly scenarios: Catalog['scenarios'];
  readonly faults: readonly { readonly name: string }[];
  readonly presets: readonly Preset[];
};

const KINDS = ['scenarios', 'checkers', 'faults', 'presets'] as const;

/** Something that a file adds. */
interface Added<T> {
  readonly item: T;
  readonly file: string;
}

type AddedScenario = Added<DefinedScenario> & { readonly path: string };

/**
 * Loads everything in folders of the user's own.
 * @throws HarnessError exit 64: `own-folder-unusable`, `own-file-invalid`, `own-name-taken`, and
 * what is wrong with a scenario
 */
export async function loadOwn(folders: readonly OwnFolder[], builtIn: BuiltIn): Promise<Own> {
  folders.forEach(requireFolder);
  const checkers: Added<Checker>[] = [];
  const faults: Added<FaultDefinition>[] = [];
  const presets: Added<Preset>[] = [];
  const scenarios: AddedScenario[] = [];
  for (const folder of folders) {
    checkers.push(...(await definitions(folder, 'checkers', requireChecker)));
    faults.push(...(await definitions(folder, 'faults', requireFault)));
    presets.push(...(await definitions(folder, 'presets', requirePreset)));
  }
  requireNewNames('checker', checkers, builtIn.checkers);
  requireNewNames('fault', faults, builtIn.faults);
  requireNewNames('preset', presets, builtIn.presets);
  const vocabulary: Vocabulary = {
    ...builtIn,
    checkers: [...builtIn.checkers, ...checkers.map(({ item }) => item)],
    ownFaults: faults.map(({ item }) => item),
    ownPresets: presets.map(({ item }) => item),
  };
  for (const folder of folders) scenarios.push(...(await ownScenarios(folder, vocabulary)));
  requireNewNames('scenario', scenarios, builtIn.scenarios);
  return {
    scenarios: scenarios.map(({ item }) => item),
    checkers: checkers.map(({ item }) => item),
    faults: faults.map(({ item }) => item),
    presets: presets.map(({ item }) => item),
    files: new Map(scenarios.map(({ item, path }) => [item.name, path])),
  };
}

function requireFolder({ path, shownAs }: OwnFolder): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new HarnessError(
      'own-folder-unusable',
      `Could not use own folder ${shownAs}: there is no such folder.`,
      { exitCode: 64, hint: 'Create it, or take it out of `own` in the configuration.' },
    );
  if (!KINDS.some((kind) => existsSync(join(path, kind))))
    throw new HarnessError(
      'own-folder-unusable',
      `Could not use own folder ${shownAs}: it has none of ${KINDS.join(', ')} in it.`,
      { exitCode: 64, hint: `A scenario of yours belongs into ${shownAs}/scenarios/<theme>/.` },
    );
}

const MODULE = /\.m?[tj]s$/;
const isModule = (name: string): boolean => MODULE.test(name) && !/\.(d|test)\.m?[tj]s$/.test(name);

/** What the files of a folder of checkers, faults or presets define, named as the files are. */
async function definitions<T extends { readonly name: string }>(
  { path, shownAs }: OwnFolder,
  kind: Exclude<(typeof KINDS)[number], 'scenarios'>,
  require: (value: unknown, file: string) => T,
): Promise<readonly Added<T>[]> {
  const folder = join(path, kind);
  if (!existsSync(folder)) return [];
  const added: Added<T>[] = [];
  for (const name of (await readdir(folder, { recursive: kind === 'faults' }))
    .filter(isModule)
    .toSorted()) {
    const file = join(shownAs, kind, name);
    const { default: value } = await importFile(join(folder, name), file);
    const item = require(value, file);
    const stem = name.replace(MODULE, '');
    if (item.name !== stem)
      throw ownError(
        file,
        `what it defines is named '${item.name}'`,
        `Name it '${stem}', or the file.`,
      );
    added.push({ item, file });
  }
  return added;
}

/** The scenarios of a folder: TypeScript and YAML, each where its name leads to. */
async function ownScenarios(
  { path, shownAs }: OwnFolder,
  vocabulary: Vocabulary,
): Promise<readonly AddedScenario[]> {
  const folder = join(path, 'scenarios');
  if (!existsSync(folder)) return [];
  const shown = join(shownAs, 'scenarios');
  const sources = await loadScenarioSources(folder, {
    shownAs: shown,
    load: (file) => importFile(file, `scenario file ${file.replace(folder, shown)}`),
  });
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(ya?ml|json)$/.test(name),
  );
  return [
    ...sources.flatMap(({ file, scenarios }) =>
      scenarios.map((item) => ({ item, file: join(shown, file), path: join(folder, file) })),
    ),
    ...files.toSorted().map((name) => {
      const file = join(shown, name);
      const item = readScenarioFile(join(folder, name), vocabulary, file);
      const stem = name.replace(/\.\w+$/, '');
      if (item.name !== stem)
        throw ownError(
          file,
          `its scenario is named '${item.name}'`,
          `Name it '${stem}', or move the file.`,
        );
      return { item, file, path: join(folder, name) };
    }),
  ];
}

function requireNewNames(
  what: string,
  added: readonly Added<{ readonly name: string }>[],
  builtIn: readonly { readonly name: string }[],
): void {
  const taken = new Map(
    builtIn.map(({ name }) => [name, `the ${what} that comes with the harness`]),
  );
  for (const { item, file } of added) {
    const by = taken.get(item.name);
    if (by !== undefined)
      throw new HarnessError(
        'own-name-taken',
        `Could not use ${file}: the name '${item.name}' is taken, by ${by}.`,
        { exitCode: 64, hint: 'Give it another name: results must tell which one they are about.' },
      );
    taken.set(item.name, file);
  }
}
