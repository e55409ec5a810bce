import type { FaultDefinition } from '../../mock-provider/index.ts';
import type { Baseline } from '../model/baseline.ts';
import type { Checker } from '../model/checker.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';
import type { Progress } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { Course } from '../run/course.ts';
import type { RunStore } from '../store/run-store.ts';

/** A baseline and the name under which it is shown. */
export interface NamedBaseline {
  readonly name: string;
  /** Its path as the user wrote it; undefined of one that comes with the harness. */
  readonly file?: string;
  readonly baseline: Baseline;
}

/** A workflow of the user's own that the scenarios run in the place of their own. */
export interface OwnRun {
  /** As the scenarios have it, before it was rehearsed. */
  readonly plan: WorkflowPlan;
  /** Names of its credentials in the plan. */
  readonly credentials: readonly string[];
  /** How long one undisturbed execution of it may take, in ms. */
  readonly limitMs: number;
  readonly told: OwnWorkflow;
}

/** Part `index` (from 1) of `count` parts of a suite. */
export interface ShardOfSuite {
  readonly index: number;
  readonly count: number;
  /** What all parts together run. */
  readonly whole: readonly PlannedScenario[];
}

/** What is run on some targets, and with what it is compared. */
export interface SuitePart {
  readonly scenarios: readonly PlannedScenario[];
  /** The part of a whole that they are; undefined where they are everything. */
  readonly shard?: ShardOfSuite | undefined;
  /** The user's own workflow, when the scenarios run one. */
  readonly own?: OwnRun | undefined;
  readonly targets: readonly Target[];
  readonly baselineFor: (n8nVersion: string) => NamedBaseline | undefined;
  /** How many scenarios run at the same time on one target. */
  readonly parallel: number;
  readonly repeat: number;
}

/** What holds for all of a run. */
interface WholeSuite {
  readonly store: RunStore;
  /** True when the suite stops at the first unexpected failure. */
  readonly bail: boolean;
  /** True when an invariant that nobody could look at makes a scenario inconclusive. */
  readonly strict?: boolean;
  /** Checkers of the user's own. */
  readonly ownCheckers?: readonly Checker[];
  /** Faults of the user's own. */
  readonly ownFaults?: readonly FaultDefinition[];
  /** True when the results are to say which fields n8n's generic OAuth2 credential has. */
  readonly readsFields?: boolean;
  /** Switches on what monitoring needs: Sentry, counters, a webhook. */
  readonly witnesses?: boolean;
  /** How a plan is carried out where it is not one step after the other. */
  readonly courseOf?: (planned: PlannedScenario) => Course;
  /** Offers the provider's console while the suite runs, and prints its address. */
  readonly console?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What a run does on each of its targets. */
export interface SuiteOptions extends WholeSuite, SuitePart {}

/** A run of one part, or of several one after the other: the projects of a configuration. */
export interface PartedSuite extends WholeSuite {
  readonly parts: readonly SuitePart[];
}
