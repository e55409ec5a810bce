import type { Scenario } from '../model/scenario.ts';
import type { PlanStep } from './steps/index.ts';

/** A scenario as it is written: its steps are of the known kinds. */
export type DefinedScenario = Scenario<PlanStep>;

/**
 * Declares a scenario. The compiler checks fault names, options, checkers and remedies; the rest is
 * checked when the plan is made, before anything starts.
 * @example
 * export default defineScenario({
 *   name: 'baseline/no-fault',
 *   title: 'Nothing goes wrong',
 *   why: 'A harness that fails here measures itself.',
 *   workflows: { main: httpRequest() },
 *   plan: [execute(3)],
 *   expect: { recovery: 'unaffected' },
 * });
 */
export const defineScenario = (scenario: DefinedScenario): DefinedScenario => scenario;
