import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { vocabulary } from './vocabulary.ts';

/** A valid scenario without a fault. The test passes in the parts that it is about. */
export const sampleScenario = (part: Partial<DefinedScenario> = {}): DefinedScenario => ({
  name: 'theme/example',
  title: 'An example',
  why: 'So that the tests have something to run.',
  workflows: { main: { use: 'http-request' } },
  plan: [{ do: 'execute', times: 1 }],
  expect: { recovery: 'unaffected' },
  ...part,
});

/** The plan of the sample scenario. */
export const samplePlan = (part: Partial<DefinedScenario> = {}, seed = 1): PlannedScenario =>
  planScenario(sampleScenario(part), { seed, catalog: vocabulary });
