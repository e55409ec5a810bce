import { describeStep, stepDefinition, type PlanStep } from '../../plan/steps/index.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { stepContext } from './step-context.ts';

/** Carries out one step of the plan between its `begin` and `end` events. */
export async function runStep(run: ScenarioRun, step: PlanStep, index: number): Promise<void> {
  run.signal.throwIfAborted();
  run.step = index;
  run.say(describeStep(step));
  run.recorder.add({ type: 'step', index, state: 'begin' });
  await stepDefinition(step).run(stepContext(run), step);
  run.recorder.add({ type: 'step', index, state: 'end' });
}
