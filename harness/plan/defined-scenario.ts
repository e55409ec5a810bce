import type { Scenario, ScenarioNames } from '../model/scenario.ts';
import type { PlanStep } from './steps/index.ts';

/** A scenario whose steps are all of the kinds that exist. */
export type DefinedScenario = Scenario<ScenarioNames & { readonly step: PlanStep }>;
