/** The harness's public index: all that a scenario file may import. */
export { defineScenario, type DefinedScenario as Scenario } from './plan/define-scenario.ts';
export { defineWorkflow, type WorkflowTemplate } from './plan/define-workflow.ts';
export { durationSchema, preset, toMs } from '../mock-provider/index.ts';
export { advance } from './plan/steps/advance.ts';
export { connect } from './plan/steps/connect.ts';
export { execute } from './plan/steps/execute.ts';
export { heal } from './plan/steps/heal.ts';
export { inject } from './plan/steps/inject.ts';
export { observe } from './plan/steps/observe.ts';
export { rendezvous } from './plan/steps/rendezvous.ts';
export type { Catalog } from './plan/catalog.ts';
export type { PlanStep as Step } from './plan/steps/index.ts';
export type { WorkflowSpec } from './model/scenario.ts';
export type { WorkflowPlan } from './model/workflow.ts';
