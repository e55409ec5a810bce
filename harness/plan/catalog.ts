import type { WorkflowTemplate } from './define-workflow.ts';
import type { DefinedScenario } from './define-scenario.ts';

/**
 * Everything a plan can be made of, handed in from outside: the harness itself knows no scenario.
 */
export interface Catalog {
  readonly scenarios: readonly DefinedScenario[];
  readonly workflows: readonly WorkflowTemplate[];
}
