import { join } from 'node:path';
import type { Own, OwnFolder } from '../../config/load-own.ts';
import type { Checker } from '../../model/checker.ts';
import type { Catalog } from '../../plan/catalog.ts';
import { DEFAULT_SUITE, FULL, OWN_SUITE, type Suites } from '../../plan/load-suites.ts';
import { once } from '../once.ts';

/** What there is to run: what comes with the harness, and what the user adds. */
export interface Catalogs {
  /** To be called before anything else. */
  useOwn(folders: readonly OwnFolder[]): void;
  catalog(): Promise<LoadedCatalog>;
  checkers(): Promise<readonly Checker[]>;
  /** What the user adds. */
  own(): Promise<Own>;
}

/** Makes the catalogs; they are loaded when they are first needed. */
export function createCatalogs(scenarioFolder: string): Catalogs {
  let folders: readonly OwnFolder[] = [];
  const builtIn = once(() => loadCatalog(scenarioFolder));
  const own = once(async () => loadOwnOf(folders, builtIn));
  const catalog = once(async () => withOwn(await builtIn(), await own()));
  return {
    useOwn(wanted) {
      folders = wanted;
    },
    own,
    catalog,
    checkers: async () => [
      ...(await import('../../check/checkers/index.ts')).checkers,
      ...(await own()).checkers,
    ],
  };
}

/** A catalog whose checkers can be asked. */
type LoadedCatalog = Catalog & { readonly checkers: readonly Checker[] };

async function loadOwnOf(
  folders: readonly OwnFolder[],
  builtIn: () => Promise<LoadedCatalog>,
): Promise<Own> {
  if (folders.length === 0)
    return { scenarios: [], checkers: [], faults: [], presets: [], files: new Map() };
  const [{ loadOwn }, { faults, presets }, { targetFaults }] = await Promise.all([
    import('../../config/load-own.ts'),
    import('../../../mock-provider/index.ts'),
    import('../../faults/index.ts'),
  ]);
  return loadOwn(folders, {
    ...(await builtIn()),
    faults: [...faults, ...targetFaults],
    presets,
  });
}

/**
 * What comes with the harness and what the user adds. The user's scenarios belong to the default
 * suite, to `full`, and to a suite of their own.
 */
function withOwn(builtIn: LoadedCatalog, own: Own): LoadedCatalog {
  const names = own.scenarios.map(({ name }) => name);
  const added = (suite: string): Suites =>
    Object.hasOwn(builtIn.suites, suite)
      ? { [suite]: [...(builtIn.suites[suite] ?? []), ...names] }
      : {};
  return {
    ...builtIn,
    scenarios: [...builtIn.scenarios, ...own.scenarios],
    checkers: [...builtIn.checkers, ...own.checkers],
    ownPresets: own.presets,
    ownFaults: own.faults,
    files: new Map([...(builtIn.files ?? []), ...own.files]),
    suites: {
      ...builtIn.suites,
      ...added(DEFAULT_SUITE),
      ...(names.length === 0 ? {} : { [OWN_SUITE]: names }),
      ...added(FULL),
    },
  };
}

async function loadCatalog(folder: string): Promise<LoadedCatalog> {
  const [
    { loadScenarioSources, scenariosOf },
    { loadSuites },
    { workflows },
    { checkers },
    { remedies },
    { loadDurations },
  ] = await Promise.all([
    import('../../plan/load-scenarios.ts'),
    import('../../plan/load-suites.ts'),
    import('../../workflows/index.ts'),
    import('../../check/checkers/index.ts'),
    import('../../run/remedies/index.ts'),
    import('../../plan/durations.ts'),
  ]);
  const sources = await loadScenarioSources(folder);
  const scenarios = scenariosOf(sources);
  const suites = await loadSuites(folder, scenarios);
  const about = sources.flatMap((source) => source.about ?? []);
  const files = new Map(
    sources.flatMap(({ file, scenarios: held }) =>
      held.map(({ name }) => [name, join(folder, file)] as const),
    ),
  );
  const durations = loadDurations(folder);
  return { scenarios, suites, about, files, durations, workflows, checkers, remedies };
}
