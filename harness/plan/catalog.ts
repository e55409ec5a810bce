import type { WorkflowTemplate } from './define-workflow.ts';
import type { Scenario } from '../model/scenario.ts';

/**
 * Everything a plan can be made of, handed in from outside: the harness itself knows no scenario.
 */
export interface Catalog {
  readonly scenarios: readonly Scenario[];
  readonly workflows: readonly WorkflowTemplate[];
}
