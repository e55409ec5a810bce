import type { Preset } from '../../../mock-provider/index.ts';
import type { StartProvider } from '../../../mock-provider/standalone/index.ts';
import type { BaselineOptions } from '../../check/apply-baseline.ts';
import type { JudgeOptions, Judgement } from '../../check/judge.ts';
import type { OwnFolder } from '../../config/load-own.ts';
import type { DoctorSource } from '../../doctor/index.ts';
import type { PreparedLoad, LoadChoice } from '../../load/prepare-load.ts';
import type { Removed } from '../../machine/folder-sizes.ts';
import type { Advice } from '../../model/advice.ts';
import type { Baseline } from '../../model/baseline.ts';
import type { Checker } from '../../model/checker.ts';
import type { Diagnosis, DiagnosisViews } from '../../model/diagnosis.ts';
import type { HistoryEvent } from '../../model/event.ts';
import type { Progress } from '../../model/progress.ts';
import type { ReporterDefinition } from '../../model/reporter.ts';
import type { Results, ScenarioResult } from '../../model/results.ts';
import type { Target } from '../../model/target.ts';
import type { Trend } from '../../model/trend.ts';
import type { CleanUpPlace, CreateOptions, TargetChoice } from '../../n8n/index.ts';
import type { Catalog } from '../../plan/catalog.ts';
import type { Coverage } from '../../plan/coverage/measure-coverage.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import type { Summarise } from '../../store/run-store.ts';
import type { NamedBaseline, PartedSuite } from '../../suite/suite-options.ts';
import type { Pasted } from '../../symptoms/input/pasted.ts';
import type { Explained } from '../../symptoms/match/explain.ts';
import type { Symptoms } from '../../symptoms/symptoms.ts';
import type { OwnWorkflowChoice } from '../../workflows/own/load-own-workflow.ts';
import type { putInPlace } from '../../workflows/own/put-in-place.ts';
import type { RewiredWorkflow } from '../../workflows/own/rewire.ts';

/** Kinds of files that have a JSON Schema. */
export const SCHEMAS = [
  'scenario',
  'policy',
  'baseline',
  'config',
  'results',
  'history',
  'diagnosis',
] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** What `list` and `show` print about a fault. */
export interface FaultEntry {
  readonly name: string;
  readonly summary: string;
  readonly actsOn: string;
  readonly seenInTheWild: readonly string[];
  /** JSON Schema of its options. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What `list` and `show` print about a step of a plan. */
export interface StepEntry {
  readonly name: string;
  readonly summary: string;
  /** JSON Schema of it, or of its several forms. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What became of the scenarios from run to run, for a terminal and as a page. */
export interface TrendViews {
  lines(trend: Trend, options: { readonly all: boolean }): readonly string[];
  /** One HTML page that loads nothing. */
  page(trend: Trend): string;
}

/** An n8n version that is installed. */
export interface InstalledEntry {
  readonly version: string;
  readonly directory: string;
  readonly bytes?: number;
}

export interface Installer {
  /** @param text a version, or what stands for one: `latest`, `1.x` */
  install(
    text: string,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
  ): Promise<InstalledEntry>;
  /**
   * Checks that a version can be had, without installing it.
   * @throws HarnessError `n8n-unknown-version`, `registry-unreachable`
   */
  requirePublished(text: string, signal: AbortSignal): Promise<void>;
  list(): Promise<readonly InstalledEntry[]>;
  /** @throws HarnessError `n8n-not-installed`, `n8n-in-use` */
  remove(version: string, signal: AbortSignal): Promise<{ readonly freedBytes: number }>;
  /** Returns the folder of an installed version; undefined when it is not installed. */
  where(version: string): Promise<string | undefined>;
  /**
   * Asks the registry which versions can be installed. `say` gets a line for each version that is
   * checked. Returns the newest ones, newest first.
   */
  refresh(signal: AbortSignal, say: (line: string) => void): Promise<readonly string[]>;
  /** Removes what interrupted installations left behind, and returns how much that was. */
  clean(): Promise<Removed>;
}

/**
 * Everything that the command line calls. It is loaded when it is first needed, so that `--help` is
 * fast. Tests replace it.
 */
export interface Backend {
  readonly harnessVersion: string;
  /**
   * Makes known what stands in folders of the user's own: scenarios, checkers, presets. To be
   * called before anything else.
   */
  useOwn(folders: readonly OwnFolder[]): void;
  catalog(): Promise<Catalog>;
  /** What the scenarios cover, measured without a run. */
  coverage(): Promise<Coverage>;
  /** What guides say, as claims that scenarios try. */
  advice(): Promise<readonly Advice[]>;
  faults(): Promise<readonly FaultEntry[]>;
  /** The steps of which plans consist. */
  steps(): Promise<readonly StepEntry[]>;
  presets(): Promise<readonly Preset[]>;
  checkers(): Promise<readonly Checker[]>;
  reporters(): Promise<readonly ReporterDefinition[]>;
  /** What {@link explain} answers from, as JSON for a page; undefined where there is none. */
  symptomBook(): Promise<string | undefined>;
  /**
   * Explains an error text, or anything that has some in it, from recorded failures.
   * @param n8n the version it comes from, where that is known
   */
  explain(
    text: string,
    n8n: string | undefined,
  ): Promise<{
    readonly symptoms: Symptoms;
    readonly pasted: Pasted;
    readonly explained: Explained;
  }>;
  /** How `history` shows what it has found. */
  trendViews(): Promise<TrendViews>;
  /** How `doctor` shows what it has found. */
  diagnosisViews(): Promise<DiagnosisViews>;
  /**
   * Looks over an n8n that exists, and changes nothing there.
   * @throws HarnessError 64 or 75 when it cannot be looked at
   */
  examine(
    source: DoctorSource,
    options: { readonly askProvider: boolean; readonly signal: AbortSignal },
  ): Promise<Diagnosis>;
  /** `say` gets one line for each old name in the file that was replaced by its new name. */
  readScenarioFile(
    path: string,
    shownAs: string,
    say: (line: string) => void,
  ): Promise<DefinedScenario>;
  /** The JSON Schema of a kind of file. */
  schema(of: SchemaName): Promise<unknown>;
  /**
   * Finds the target of a text. `access` is what the target's driver returned when it admitted the
   * run.
   * @throws HarnessError exit 64 when there is no such version or folder
   */
  resolveTarget(text: string, signal: AbortSignal, access?: unknown): Promise<TargetChoice>;
  /** The project's own baseline for a version. */
  builtinBaseline(n8nVersion: string): Promise<NamedBaseline | undefined>;
  /** The versions that have a baseline of the project, in no order. */
  triedVersions(): Promise<readonly string[]>;
  /**
   * Makes a target and installs it when necessary; does not start it yet.
   * @throws HarnessError exit 75
   */
  createTarget(choice: TargetChoice, options: CreateOptions): Promise<Target>;
  /** @throws HarnessError exit 64 when the scenario makes no sense */
  plan(scenario: DefinedScenario, seed: number): Promise<PlannedScenario>;
  /**
   * Reads and rewires a workflow of the user's own.
   * @throws HarnessError exit 64
   */
  ownWorkflow(choice: OwnWorkflowChoice): Promise<RewiredWorkflow>;
  /** Puts it in the place of the main workflow of each scenario that it fits. */
  putInPlace(
    scenarios: readonly PlannedScenario[],
    own: RewiredWorkflow,
  ): Promise<ReturnType<typeof putInPlace>>;
  /**
   * Plans a load, and finds what makes it.
   * @throws HarnessError exit 64
   */
  prepareLoad(choice: LoadChoice): Promise<PreparedLoad>;
  runSuite(options: PartedSuite): Promise<Results>;
  judge(events: readonly HistoryEvent[], options: JudgeOptions): Promise<Judgement>;
  applyBaseline(
    result: ScenarioResult,
    baseline: Baseline | undefined,
    options: BaselineOptions,
  ): Promise<ScenarioResult>;
  /** Which of how many parallel jobs of a CI server this is, from 0; null when it does not say. */
  ciJob(): Promise<{ readonly index: number; readonly total: number } | null>;
  summarise(): Promise<Summarise>;
  readonly installer: Installer;
  /**
   * Starts a provider with one realm and one client.
   * @throws StandaloneError exit 64, before anything listens, when the plan makes no sense
   */
  readonly startProvider: StartProvider;
  /**
   * Ends the processes and removes the files of killed runs; returns what it did, one line each.
   */
  removeLeftovers(): Promise<readonly string[]>;
  /** Folders that another running harness may use. */
  heldFolders(): Promise<readonly string[]>;
  /**
   * Removes what killed runs left on an instance that needs an account; returns what it did, one
   * line each.
   * @throws HarnessError
   */
  cleanTarget(
    text: string,
    place: CleanUpPlace,
    how: { readonly yes: boolean; readonly signal: AbortSignal },
  ): Promise<readonly string[]>;
  /** Lists what killed runs left on instances that need an account, one line each. */
  pendingRemains(): Promise<readonly string[]>;
}
