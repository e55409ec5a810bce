import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { writeJsonAtomic } from '../machine/atomic-write.ts';
import { stored } from '../machine/storage-error.ts';
import type { ExitCode } from '../model/exit-code.ts';
import type { Results, ScenarioResult, TargetResult, Timing, Totals } from '../model/results.ts';
import { openHistoryFile, type HistoryWriter } from './history-writer.ts';
import { FILES, scenarioFolder, targetFolder } from './layout.ts';

/** Identifies one scenario run: the target, the scenario's name, and the attempt (from 1). */
export interface ScenarioRunKey {
  readonly target: string;
  readonly name: string;
  readonly attempt: number;
}

/**
 * Counts results and decides the exit code. The caller passes it in, because judging is not the
 * task of the store.
 */
export type Summarise = (scenarios: readonly ScenarioResult[]) => {
  readonly totals: Totals;
  readonly exitCode: ExitCode;
};

export interface RunStoreOptions {
  /** The folder of the run; created when missing. */
  readonly directory: string;
  readonly id: string;
  readonly seed: number;
  /** Version of the harness. */
  readonly harness: string;
  readonly summarise: Summarise;
  readonly startedAt?: Date;
}

/** The folder of a run in progress. Everything written to it survives a kill of this process. */
export interface RunStore {
  readonly directory: string;
  readonly id: string;
  /** Folder for a target's logs and user folder; created when missing. */
  targetDirectory(target: string): string;
  /** Folder of one scenario run; created when missing. */
  scenarioDirectory(key: ScenarioRunKey): string;
  /** Writes the plan that will be carried out, before anything starts. */
  writePlan(key: ScenarioRunKey, plan: unknown): void;
  /**
   * Opens the history of one scenario run. `relativePath` is the value for
   * `ScenarioResult.history`.
   */
  openHistory(key: ScenarioRunKey): HistoryWriter & { readonly relativePath: string };
  /** Records the facts of a target. The last call for an id counts. */
  addTarget(target: TargetResult): void;
  /** Records a finished scenario. When this returns, `results.json` contains it. */
  finish(result: ScenarioResult): void;
  /**
   * Completes `results.json`. `exitCode` replaces the exit code that follows from the results, for
   * example when a target did not start.
   */
  end(ending: {
    readonly timing?: Timing;
    readonly interrupted?: boolean;
    readonly exitCode?: ExitCode;
    readonly finishedAt?: Date;
  }): Results;
  /** The results so far. */
  results(): Results;
}

type Ending = Parameters<RunStore['end']>[0] & { readonly ended?: boolean };

function resultsOf(
  started: Omit<Results['run'], 'finishedAt' | 'interrupted'>,
  targets: TargetResult[],
  scenarios: ScenarioResult[],
  ending: Ending,
  summarise: Summarise,
): Results {
  const { totals, exitCode } = summarise(scenarios);
  const run = {
    ...started,
    ...(ending.ended === true
      ? { finishedAt: (ending.finishedAt ?? new Date()).toISOString() }
      : {}),
    ...(ending.interrupted === true ? { interrupted: true } : {}),
  };
  return {
    schemaVersion: 1,
    run,
    targets,
    scenarios,
    totals,
    ...(ending.timing === undefined ? {} : { timing: ending.timing }),
    exitCode: ending.exitCode ?? exitCode,
  };
}

/**
 * Creates the folder of a run and writes a first `results.json` without results.
 * @throws HarnessError `storage-failed`
 */
export function createRunStore(options: RunStoreOptions): RunStore {
  const directory = resolve(options.directory);
  const started = {
    id: options.id,
    seed: options.seed,
    startedAt: (options.startedAt ?? new Date()).toISOString(),
    harness: options.harness,
  };
  const targets = new Map<string, TargetResult>();
  const scenarios: ScenarioResult[] = [];
  let ending: Ending = {};

  const results = (): Results =>
    resultsOf(started, [...targets.values()], [...scenarios], ending, options.summarise);
  const save = (): Results => {
    const now = results();
    writeJsonAtomic(join(directory, FILES.results), now);
    return now;
  };
  const folder = (...parts: readonly string[]): string => {
    const path = join(directory, ...parts);
    if (!existsSync(path)) stored('create', path, () => mkdirSync(path, { recursive: true }));
    return path;
  };
  const scenarioDirectory = ({ target, name, attempt }: ScenarioRunKey): string =>
    folder(targetFolder(target), scenarioFolder(name, attempt));

  folder();
  writeJsonAtomic(join(directory, FILES.run), started);
  save();
  return {
    directory,
    id: options.id,
    targetDirectory: (target) => folder(targetFolder(target)),
    scenarioDirectory,
    writePlan: (key, plan) => writeJsonAtomic(join(scenarioDirectory(key), FILES.plan), plan),
    openHistory(key) {
      const writer = openHistoryFile(join(scenarioDirectory(key), FILES.history));
      return { ...writer, relativePath: relative(directory, writer.path) };
    },
    addTarget(target) {
      targets.set(target.id, target);
      writeJsonAtomic(join(folder(targetFolder(target.id)), FILES.target), target);
      save();
    },
    finish(result) {
      scenarios.push(result);
      writeJsonAtomic(join(scenarioDirectory(result), FILES.result), result);
      save();
    },
    end(how) {
      ending = { ...how, ended: true, finishedAt: how.finishedAt ?? new Date() };
      return save();
    },
    results,
  };
}
