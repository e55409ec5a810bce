import type { RemedyInfo } from '../model/remedy.ts';
import type { WorkflowTemplate } from './define-workflow.ts';
import type { DefinedScenario } from './defined-scenario.ts';

/** What a scenario can be made of beside steps and faults, handed in by whoever knows it. */
export interface Vocabulary {
  readonly workflows: readonly WorkflowTemplate[];
  readonly checkers: readonly { readonly name: string }[];
  readonly remedies: readonly RemedyInfo[];
}

/**
 * Everything a plan can be made of, handed in from outside: the harness itself knows no scenario.
 */
export interface Catalog extends Vocabulary {
  readonly scenarios: readonly DefinedScenario[];
}
