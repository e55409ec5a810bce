import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { writeJsonAtomic } from '../machine/atomic-write.ts';
import type { Owner } from '../machine/owner-status.ts';
import { stored } from '../machine/storage-error.ts';
import type { ExitCode } from '../model/exit-code.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';
import type {
  PlannedRun,
  Results,
  RunFacts,
  RunRules,
  ScenarioResult,
  ShardFacts,
  Stopped,
  TargetResult,
  Timing,
  Totals,
} from '../model/results.ts';
import { openHistoryFile, type HistoryWriter } from './history-writer.ts';
import { FILES, scenarioFolder, screenshotFile, targetFolder } from './layout.ts';
import { forgetOwner, noteOwner } from './run-owner.ts';

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
export type Summarise = (results: Pick<Results, 'run' | 'planned' | 'scenarios'>) => {
  readonly totals: Totals;
  readonly exitCode: ExitCode;
};

/** All that a run is to do: every scenario, on every target, as often as it is repeated. */
export interface RunPlan {
  readonly targets: readonly TargetResult[];
  readonly runs: readonly PlannedRun[];
  /** What was made of the user's own workflow, if it is one that runs. */
  readonly ownWorkflow?: OwnWorkflow;
  /** The part of a whole that this is, if it is one. */
  readonly shard?: ShardFacts;
}

export interface RunStoreOptions {
  /** The folder of the run; created when missing. */
  readonly directory: string;
  readonly id: string;
  readonly seed: number;
  /** Version of the harness. */
  readonly harness: string;
  readonly summarise: Summarise;
  /** What is planned as far as it is known; {@link RunStore.plan} replaces it. */
  readonly plan?: RunPlan;
  readonly rules?: RunRules;
  /** What the command that runs a scenario again has to name. */
  readonly startedWith?: Pick<RunFacts, 'config' | 'image'>;
  /** What must be covered, by which of its scenarios. */
  readonly coverage?: Results['coverage'];
  /** What guides say that its scenarios try. */
  readonly advice?: Results['advice'];
  readonly startedAt?: Date;
  /** The process that writes the run; until its end, readers are told that it goes on. */
  readonly owner?: Owner;
}

/** The folder of a run in progress. Everything written to it survives a kill of this process. */
export interface RunStore {
  readonly directory: string;
  readonly id: string;
  /**
   * Records what is planned, before anything of it starts: whatever has no result at the end did
   * not run.
   */
  plan(plan: RunPlan): void;
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
  openHistory(
    key: ScenarioRunKey & { readonly alone?: boolean | undefined },
  ): HistoryWriter & { readonly relativePath: string };
  /**
   * Keeps a picture beside the history of a scenario run. Returns its path from the folder of that
   * history. A picture is never written over.
   */
  keepScreenshot(
    key: ScenarioRunKey & { readonly alone?: boolean | undefined },
    name: string,
    png: Uint8Array,
  ): string;
  /** Records the facts of a target. The last call for an id counts. */
  addTarget(target: TargetResult): void;
  /**
   * Records a finished scenario, in the place of an earlier result of the same run of it. When this
   * returns, it is in the scenario's folder, and in `results.json` unless the run has very many:
   * then that follows. Whoever reads a run without an end looks into the folders, too.
   */
  finish(result: ScenarioResult): void;
  /** Completes `results.json`. `stopped` says why the run ended before its planned end. */
  end(ending: {
    readonly timing?: Timing;
    readonly stopped?: Stopped;
    readonly finishedAt?: Date;
  }): Results;
  /** The results so far. */
  results(): Results;
}

type Ending = Parameters<RunStore['end']>[0] & { readonly ended?: boolean };

interface Recorded {
  readonly started: RunFacts;
  readonly plan: RunPlan | undefined;
  readonly targets: ReadonlyMap<string, TargetResult>;
  readonly scenarios: readonly ScenarioResult[];
  readonly ending: Ending;
}

/**
 * With more results than these, `results.json` is not written anew for each of them: each writing
 * takes longer, and all together would take more time than the scenarios. The next one then waits
 * so many times as long as the last one took.
 */
const MANY = 200;
const REST = 20;

/** `results.json`, and whether it has to be written again after a result. */
function resultsFile(path: string) {
  let nextAt = 0;
  return {
    write(results: () => Results): Results {
      const before = performance.now();
      const now = results();
      writeJsonAtomic(path, now);
      const after = performance.now();
      nextAt = after + REST * (after - before);
      return now;
    },
    isDue: (count: number): boolean => count <= MANY || performance.now() >= nextAt,
  };
}

/** The targets that were planned, with what is known since they were started. */
function targetsOf({ plan, targets }: Recorded): TargetResult[] {
  const planned = (plan?.targets ?? []).map((target) => targets.get(target.id) ?? target);
  return [...new Set([...planned, ...targets.values()])];
}

function resultsOf(
  recorded: Recorded,
  { summarise, coverage, advice }: Pick<RunStoreOptions, 'summarise' | 'coverage' | 'advice'>,
): Results {
  const { started, plan, scenarios, ending } = recorded;
  const run = {
    ...started,
    ...(ending.ended === true
      ? { finishedAt: (ending.finishedAt ?? new Date()).toISOString() }
      : {}),
    ...(ending.stopped === undefined ? {} : { stopped: ending.stopped }),
  };
  const counted = {
    run,
    ...(plan === undefined ? {} : { planned: [...plan.runs] }),
    scenarios: [...scenarios],
  };
  const { totals, exitCode } = summarise(counted);
  return {
    schemaVersion: 2,
    ...counted,
    ...(plan?.shard === undefined ? {} : { shard: plan.shard }),
    ...(plan?.ownWorkflow === undefined ? {} : { ownWorkflow: plan.ownWorkflow }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(advice === undefined ? {} : { advice }),
    targets: targetsOf(recorded),
    totals,
    ...(ending.timing === undefined ? {} : { timing: ending.timing }),
    exitCode,
  };
}

/** The path of a folder, which is created when it is missing, for its owner alone. */
function madeFolder(path: string): string {
  if (!existsSync(path))
    stored('create', path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
  return path;
}

/** Writes a file that is not there yet into a folder, and returns its path from there. */
function writeNew(directory: string, file: string, content: Uint8Array): string {
  const path = join(directory, file);
  madeFolder(dirname(path));
  stored('write', path, () => writeFileSync(path, content, { flag: 'wx', mode: 0o600 }));
  return file;
}

/** What a run is known by from its first moment on. */
const startOf = ({
  id,
  seed,
  harness,
  rules,
  startedWith,
  startedAt = new Date(),
}: RunStoreOptions): RunFacts => ({
  id,
  seed,
  startedAt: startedAt.toISOString(),
  harness,
  ...startedWith,
  ...(rules === undefined ? {} : { rules }),
});

const isSameRun = (one: ScenarioRunKey, other: ScenarioRunKey): boolean =>
  one.target === other.target && one.name === other.name && one.attempt === other.attempt;

/**
 * Creates the folder of a run and writes a first `results.json`: what is planned, without results.
 * @throws HarnessError `storage-failed`
 */
export function createRunStore(options: RunStoreOptions): RunStore {
  const directory = resolve(options.directory);
  const started = startOf(options);
  const targets = new Map<string, TargetResult>();
  const scenarios: ScenarioResult[] = [];
  let plan = options.plan;
  let ending: Ending = {};

  const results = (): Results => resultsOf({ started, plan, targets, scenarios, ending }, options);
  const file = resultsFile(join(directory, FILES.results));
  const save = (): Results => file.write(results);
  const begin = (): void => {
    writeJsonAtomic(join(directory, FILES.run), { ...started, plan });
    save();
  };
  const folder = (...parts: readonly string[]): string => madeFolder(join(directory, ...parts));
  const scenarioDirectory = ({ target, name, attempt }: ScenarioRunKey): string =>
    folder(targetFolder(target), scenarioFolder(name, attempt));

  noteOwner(folder(), options.owner);
  begin();
  return {
    directory,
    id: options.id,
    plan(next) {
      plan = next;
      begin();
    },
    targetDirectory: (target) => folder(targetFolder(target)),
    scenarioDirectory,
    writePlan: (key, plan) => writeJsonAtomic(join(scenarioDirectory(key), FILES.plan), plan),
    openHistory(key) {
      const writer = openHistoryFile(
        join(scenarioDirectory(key), key.alone === true ? FILES.historyAlone : FILES.history),
      );
      return { ...writer, relativePath: relative(directory, writer.path) };
    },
    keepScreenshot: ({ alone, ...key }, name, png) =>
      writeNew(scenarioDirectory(key), screenshotFile(name, alone), png),
    addTarget(target) {
      targets.set(target.id, target);
      writeJsonAtomic(join(folder(targetFolder(target.id)), FILES.target), target);
      save();
    },
    finish(result) {
      const before = scenarios.findIndex((one) => isSameRun(one, result));
      if (before === -1) scenarios.push(result);
      else scenarios[before] = result;
      writeJsonAtomic(join(scenarioDirectory(result), FILES.result), result);
      if (file.isDue(scenarios.length)) save();
    },
    end(how) {
      ending = { ...how, ended: true, finishedAt: how.finishedAt ?? new Date() };
      const final = save();
      forgetOwner(directory);
      return final;
    },
    results,
  };
}
