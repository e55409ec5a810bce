import type { FaultDefinition, Preset } from '../../mock-provider/index.ts';
import type { RemedyInfo } from '../model/remedy.ts';
import type { WorkflowTemplate } from './define-workflow.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { Durations } from './durations.ts';
import type { Suites } from './load-suites.ts';

/**
 * The workflow templates, checkers and remedies that a scenario may name. The caller passes them
 * in, so that this folder does not depend on where they are defined.
 */
export interface Vocabulary {
  readonly workflows: readonly WorkflowTemplate[];
  readonly checkers: readonly { readonly name: string }[];
  readonly remedies: readonly RemedyInfo[];
  /** Presets of the user's own; those that come with the provider are known without. */
  readonly ownPresets?: readonly Preset[];
  /** Faults of the user's own; those that come with the harness are known without. */
  readonly ownFaults?: readonly FaultDefinition[];
}

/**
 * The vocabulary together with all scenarios. The caller passes it in, because the harness itself
 * knows no scenario.
 */
export interface Catalog extends Vocabulary {
  readonly scenarios: readonly DefinedScenario[];
  readonly suites: Suites;
  /** Absolute path of the file of each scenario, by its name. */
  readonly files?: ReadonlyMap<string, string>;
  /** Seconds that scenarios took in recorded runs, by their names. */
  readonly durations?: Durations;
  /** What families of scenarios say of themselves as a whole, a sentence each. */
  readonly about?: readonly string[];
}
