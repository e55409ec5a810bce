import type { Scenario, ScenarioNames } from '../model/scenario.ts';
import type { PlanStep } from './steps/index.ts';

/** A scenario as plans know it: its steps are of the known kinds. */
export type DefinedScenario = Scenario<ScenarioNames & { readonly step: PlanStep }>;
