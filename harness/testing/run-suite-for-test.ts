import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { summarise } from '../check/totals.ts';
import type { Progress } from '../model/progress.ts';
import { resultsSchema, type Results } from '../model/results.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { createRunStore } from '../store/run-store.ts';
import { runSuite } from '../suite/run-suite.ts';
import type { SuiteOptions } from '../suite/suite-options.ts';
import { putInPlace } from '../workflows/own/put-in-place.ts';
import type { RewiredWorkflow } from '../workflows/own/rewire.ts';
import { fakeTarget } from './fake-target.ts';
import { samplePlan } from './sample-scenario.ts';

export interface TestSuite {
  readonly results: Results;
  readonly rejected: unknown;
  readonly progress: readonly Progress[];
  readonly directory: string;
  /** `name attempt verdict` of every finished scenario, in order. */
  readonly verdicts: readonly string[];
}

interface TestSuiteOptions extends Partial<Omit<SuiteOptions, 'store' | 'scenarios' | 'own'>> {
  readonly scenarios: readonly Partial<DefinedScenario>[];
  /** A workflow of the user's own, which takes the place of the main workflow of each scenario. */
  readonly own?: RewiredWorkflow;
}

/** Runs a suite in its own folder, reads `results.json` back and checks it against its schema. */
export async function runSuiteForTest({
  scenarios,
  own,
  onProgress,
  targets = [fakeTarget()],
  baselineFor = () => undefined,
  parallel = 4,
  repeat = 1,
  ...options
}: TestSuiteOptions): Promise<TestSuite> {
  const directory = mkdtempSync(join(tmpdir(), 'suite-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const store = createRunStore({
    directory,
    id: 'test',
    seed: 1,
    harness: '0',
    summarise,
  });
  const progress: Progress[] = [];
  let rejected: unknown;
  await runSuite({
    store,
    parts: [
      {
        ...planned(
          scenarios.map((part) => samplePlan(part)),
          own,
        ),
        targets,
        baselineFor,
        parallel,
        repeat,
      },
    ],
    bail: false,
    signal: new AbortController().signal,
    onProgress(event) {
      progress.push(event);
      onProgress?.(event);
    },
    ...options,
  }).catch((cause: unknown) => (rejected = cause));
  const results = resultsSchema.parse(
    JSON.parse(readFileSync(join(directory, 'results.json'), 'utf8')),
  );
  return {
    results,
    rejected,
    progress,
    directory,
    verdicts: results.scenarios.map(
      ({ name, attempt, verdict }) => `${name} ${attempt} ${verdict}`,
    ),
  };
}

function planned(
  scenarios: readonly PlannedScenario[],
  own: RewiredWorkflow | undefined,
): Pick<SuiteOptions, 'scenarios' | 'own'> {
  if (own === undefined) return { scenarios };
  const told = { ...own.told, asked: { workflow: own.told.file } };
  return { scenarios: putInPlace(scenarios, own).fitting, own: { ...own, told } };
}
