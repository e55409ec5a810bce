import type { Capability } from '../model/capability.ts';
import type { CredentialSpec, Expectation } from '../model/scenario.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanStep } from './steps/index.ts';

/** A workflow of a plan: whose credential it uses, and what it is made of. */
export interface PlannedWorkflow {
  readonly credential: string;
  readonly plan: WorkflowPlan;
  /** The same workflow with Retry On Fail switched on, for the remedy of that name. */
  readonly withRetryOnFail: (retry: {
    readonly maxTries: number;
    readonly waitMs: number;
  }) => WorkflowPlan;
}

/**
 * A validated, seeded scenario, ready to run. Written to disk as plan.json before anything starts.
 */
export interface PlannedScenario {
  readonly scenario: DefinedScenario;
  readonly seed: number;
  readonly steps: readonly PlanStep[];
  /** Each step as a phrase in the imperative. */
  readonly words: readonly string[];
  readonly credentials: Readonly<Record<string, Required<CredentialSpec>>>;
  readonly workflows: Readonly<Record<string, PlannedWorkflow>>;
  readonly expect: Expectation & { readonly withinMs: number };
  /**
   * It touches the client's process or clock: nothing else may run on the same target meanwhile.
   */
  readonly exclusive: boolean;
  /**
   * Its fault is one that a running n8n remembers: it needs one that has not met such a fault
   * before.
   */
  readonly remembered: boolean;
  /** Executions that may be going at once. */
  readonly atOnce: number;
  readonly requires: readonly Capability[];
}
