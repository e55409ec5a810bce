/** The harness's public index: all that a scenario file may import. */
export { defineScenario } from './plan/define-scenario.ts';
export { defineWorkflow, type WorkflowTemplate } from './plan/define-workflow.ts';
export { durationSchema, preset, toMs } from '../mock-provider/index.ts';
export { advance, connect, execute, heal, inject, observe, rendezvous } from './plan/steps.ts';
export type { Catalog } from './plan/catalog.ts';
export type { Scenario, Step, WorkflowSpec } from './model/scenario.ts';
export type { WorkflowPlan } from './model/workflow.ts';
