import type { Capability } from '../model/capability.ts';
import type { RemedyStep } from '../model/remedy.ts';
import type { CredentialSpec, Expectation } from '../model/scenario.ts';
import type { OlderVersion } from '../model/target.ts';
import type { CredentialType, WorkflowPlan } from '../model/workflow.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanStep } from './steps/index.ts';

/** A workflow of a plan: the credential it uses and the workflow itself. */
export interface PlannedWorkflow {
  readonly credential: string;
  /** The other credentials that its nodes use. */
  readonly alsoUses?: readonly string[];
  readonly plan: WorkflowPlan;
  /** The same workflow with Retry On Fail switched on, for the remedy `retry-on-fail`. */
  readonly withRetryOnFail: (retry: {
    readonly maxTries: number;
    readonly waitMs: number;
  }) => WorkflowPlan;
}

/**
 * A validated scenario with its defaults and its seed, ready to run. It is written to plan.json
 * before anything starts.
 */
export interface PlannedScenario {
  readonly scenario: DefinedScenario;
  /** Its file, as the user wrote the path; undefined when it comes with the harness. */
  readonly file?: string;
  /** Where it is defined, from the folder where the run is started; a family as a whole. */
  readonly at?: { readonly file: string; readonly line: number };
  readonly seed: number;
  readonly steps: readonly PlanStep[];
  /** The description of each step, as an imperative phrase. */
  readonly words: readonly string[];
  readonly credentials: Readonly<Record<string, Required<CredentialSpec>>>;
  /** The types of the credentials that are not generic, by the name of the credential. */
  readonly credentialTypes: Readonly<Record<string, CredentialType>>;
  readonly workflows: Readonly<Record<string, PlannedWorkflow>>;
  readonly expect: Expectation & { readonly withinMs: number };
  /**
   * True when the scenario changes the client's processes or clock. No other scenario may then run
   * on the same target at the same time.
   */
  readonly exclusive: boolean;
  /**
   * True when a running n8n remembers the fault of this scenario. The scenario then needs an n8n
   * process that has not met such a fault before.
   */
  readonly remembered: boolean;
  /** The older version on which it begins, when it exchanges the version. */
  readonly beginsOn?: OlderVersion;
  /** How long it waits for a time to pass or for a trigger to fire, at least, in milliseconds. */
  readonly waitsMs: number;
  /** The largest number of executions that may run at the same time. */
  readonly atOnce: number;
  readonly requires: readonly Capability[];
  /** What is tried when the client does not recover by itself, in this order. */
  readonly remedies: readonly RemedyStep[];
  /**
   * All remedies, the lightest first, when the scenario tries them in turn. The list above is then
   * theirs, and what the target cannot do is left out.
   */
  readonly ladder?: readonly { readonly remedy: string; readonly act: string }[];
}
