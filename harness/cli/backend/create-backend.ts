import { join } from 'node:path';
import { z } from 'zod';
import type { Preset } from '../../../mock-provider/index.ts';
import { startStandaloneProvider } from '../../../mock-provider/standalone/index.ts';
import type { JudgeOptions } from '../../check/judge.ts';
import type { Own } from '../../config/load-own.ts';
import type { Checker } from '../../model/checker.ts';
import type { DiagnosisViews } from '../../model/diagnosis.ts';
import { HarnessError } from '../../model/error.ts';
import type { HistoryEvent } from '../../model/event.ts';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { driverOf, drivers, removeContained } from '../../n8n/index.ts';
import type { Catalog } from '../../plan/catalog.ts';
import type { BaselineNames } from '../arguments/read-baseline.ts';
import type { Backend, FaultEntry, SchemaName, StepEntry, TrendViews } from './backend.ts';
import { baselineVersions, builtinBaseline, builtinBaselines } from './builtin-baseline.ts';
import { createCatalogs } from './catalogs.ts';
import { realInstaller } from './installer.ts';
import { packageVersion } from './package-root.ts';

/** What the command line gets from folders that it must not import. */
export interface Given {
  /** The folder of the scenarios that come with the harness, and of their baselines. */
  readonly scenarioFolder: string;
  reporters(): Promise<readonly ReporterDefinition[]>;
  trendViews(): Promise<TrendViews>;
  diagnosisViews(): Promise<DiagnosisViews>;
}

/** Makes the backend of the command line. Each part is loaded when it is first needed. */
export function createBackend({ scenarioFolder, ...shown }: Given): Backend {
  const { useOwn, catalog, checkers, own } = createCatalogs(scenarioFolder);
  return {
    harnessVersion: packageVersion(),
    useOwn,
    catalog,
    coverage: async () => measure(scenarioFolder, (await catalog()).scenarios),
    advice: async () =>
      (await import('../../plan/advice/load-advice.ts')).loadAdvice(scenarioFolder),
    faults: async () => listFaults(await own()),
    steps: listSteps,
    presets: async () => listPresets(await own()),
    checkers,
    ...shown,
    symptomBook: () => bookOf(scenarioFolder),
    explain: async (text, n8n) => explainText(scenarioFolder, text, n8n),
    readScenarioFile: async (path, shownAs, say) =>
      (await import('../../plan/scenario-file.ts')).readScenarioFile(
        path,
        await catalog(),
        shownAs,
        say,
      ),
    schema: async (of) => schemaOf(of, catalog, checkers),
    resolveTarget: (text, signal, access) => driverOf(text).parse(text, signal, access),
    ...withBaselines(join(scenarioFolder, 'baselines'), async () => ({
      checkers: await checkers(),
      scenarios: (await catalog()).scenarios.map(({ name }) => name),
    })),
    createTarget: (choice, options) => driverOf(choice.text).create(choice, options),
    plan: async (scenario, seed) =>
      (await import('../../plan/plan-scenario.ts')).planScenario(scenario, {
        seed,
        catalog: await catalog(),
      }),
    ownWorkflow: async (choice) =>
      (await import('../../workflows/own/load-own-workflow.ts')).loadOwnWorkflow(choice),
    putInPlace: async (scenarios, own) =>
      (await import('../../workflows/own/put-in-place.ts')).putInPlace(scenarios, own),
    prepareLoad: prepareLoadFrom(scenarioFolder, catalog),
    runSuite: async (options) =>
      (await import('../../suite/run-suite.ts')).runSuite({
        ...options,
        ownCheckers: (await own()).checkers,
        ownFaults: (await own()).faults,
      }),
    judge: async (events, options) =>
      judgeAgain(events, { ...options, ownCheckers: (await own()).checkers }),
    applyBaseline: async (result, baseline, options) =>
      (await import('../../check/apply-baseline.ts')).applyBaseline(result, baseline, options),
    ciJob: async () => (await import('ci-parallel-vars')).default,
    summarise: async () => (await import('../../check/totals.ts')).summarise,
    startProvider: startStandaloneProvider,
    installer: realInstaller,
    removeLeftovers,
    heldFolders: async () => (await import('../../machine/held-folders.ts')).heldFolders(),
    cleanTarget: async (text, place, how) => (await driverOf(text).cleanUp?.at?.(place, how)) ?? [],
    pendingRemains,
  };
}

/** What needs the project's own baselines. */
const withBaselines = (
  folder: string,
  names: () => Promise<BaselineNames>,
): Pick<Backend, 'builtinBaseline' | 'triedVersions' | 'examine'> => ({
  builtinBaseline: async (version) => builtinBaseline(version, folder, await names()),
  triedVersions: async () => baselineVersions(folder),
  examine: async (source, options) =>
    (await import('../../doctor/index.ts')).examine({
      source,
      ...options,
      baselines: builtinBaselines(folder, await names()),
      harness: packageVersion(),
    }),
});

const prepareLoadFrom =
  (scenarioFolder: string, catalog: () => Promise<Catalog>): Backend['prepareLoad'] =>
  async (choice) =>
    (await import('../../load/prepare-load.ts')).prepareLoad(choice, {
      scenarioFolder,
      catalog: await catalog(),
    });

const listPresets = async ({ presets }: Own): Promise<readonly Preset[]> => [
  ...(await import('../../../mock-provider/index.ts')).presets,
  ...presets,
];

const pendingRemains = async (): Promise<readonly string[]> =>
  (
    await Promise.all(drivers.map(async ({ cleanUp }) => (await cleanUp?.pending?.()) ?? []))
  ).flat();

async function judgeAgain(events: readonly HistoryEvent[], options: JudgeOptions) {
  const [{ judge }, { History }, { withRemedyActs }] = await Promise.all([
    import('../../check/judge.ts'),
    import('../../model/history.ts'),
    import('../../run/remedies/index.ts'),
    import('../../plan/durations.ts'),
  ]);
  return judge(new History(withRemedyActs(events)), options);
}

async function explainText(folder: string, text: string, n8n: string | undefined) {
  const [{ loadSymptoms }, { readPasted }, { explain }] = await Promise.all([
    import('../../symptoms/load-symptoms.ts'),
    import('../../symptoms/input/read-pasted.ts'),
    import('../../symptoms/match/explain.ts'),
  ]);
  const symptoms = loadSymptoms(folder);
  const pasted = readPasted(text);
  return { symptoms, pasted, explained: explain(symptoms, pasted, n8n) };
}

/** Without recorded symptoms a report is written all the same. */
async function bookOf(folder: string): Promise<string | undefined> {
  const [{ loadSymptoms }, { symptomBook }] = await Promise.all([
    import('../../symptoms/load-symptoms.ts'),
    import('../../symptoms/symptom-book.ts'),
  ]);
  try {
    return JSON.stringify(symptomBook(loadSymptoms(folder)));
  } catch (cause) {
    if (cause instanceof HarnessError && cause.code === 'symptoms-invalid') return undefined;
    throw cause;
  }
}

async function measure(
  folder: string,
  scenarios: Catalog['scenarios'],
): ReturnType<Backend['coverage']> {
  const [{ loadCoverage }, { measureCoverage }] = await Promise.all([
    import('../../plan/coverage/load-coverage.ts'),
    import('../../plan/coverage/measure-coverage.ts'),
  ]);
  return measureCoverage({ scenarios, coverage: await loadCoverage(folder) });
}

async function listSteps(): Promise<readonly StepEntry[]> {
  const { steps } = await import('../../plan/steps/index.ts');
  return steps.map(({ name, summary, schema }) => ({ name, summary, schema: jsonSchema(schema) }));
}

async function listFaults(own: Own): Promise<readonly FaultEntry[]> {
  const [{ faults }, { targetFaults }] = await Promise.all([
    import('../../../mock-provider/index.ts'),
    import('../../faults/index.ts'),
  ]);
  return [...faults, ...targetFaults, ...own.faults].map(
    ({ name, summary, actsOn, seenInTheWild, options }) => ({
      name,
      summary,
      actsOn,
      seenInTheWild,
      options: jsonSchema(options),
    }),
  );
}

async function schemaOf(
  of: SchemaName,
  catalog: () => Promise<Catalog>,
  checkers: () => Promise<readonly Checker[]>,
): Promise<unknown> {
  switch (of) {
    case 'scenario': {
      const { scenarioSchema } = await import('../../plan/scenario-schema.ts');
      return jsonSchema(scenarioSchema(await catalog()));
    }
    case 'policy':
      return jsonSchema((await import('../../../mock-provider/index.ts')).policySchema);
    case 'baseline': {
      const { baselineSchema } = await import('../../model/baseline.ts');
      return jsonSchema(baselineSchema(await checkers()));
    }
    case 'config':
      return jsonSchema((await import('../../config/config-schema.ts')).configSchema);
    case 'results':
      return jsonSchema((await import('../../model/results.ts')).resultsSchema);
    case 'diagnosis':
      return jsonSchema((await import('../../model/diagnosis.ts')).diagnosisSchema);
    case 'history':
      return jsonSchema((await import('../../model/event-schema.ts')).eventSchema);
  }
}

const jsonSchema = (schema: z.ZodType): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

async function removeLeftovers(): Promise<readonly string[]> {
  const [{ removeLeftovers: remove }, { leftoverText }] = await Promise.all([
    import('../../machine/lease-leftovers.ts'),
    import('../terminal/leftover-text.ts'),
  ]);
  return (await remove(removeContained)).map(leftoverText);
}
