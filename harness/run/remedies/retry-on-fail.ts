import { z } from 'zod';
import { durationSchema, toMs } from '../../../mock-provider/index.ts';
import type { WorkflowPlan } from '../../model/workflow.ts';
import type { PlannedWorkflow } from '../../plan/planned-scenario.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { pointWorkflowAtCredential } from '../set-up.ts';
import { defineRemedy } from './define-remedy.ts';

/**
 * Switches Retry On Fail on at the node that calls the API, in every workflow of the main
 * credential. The defaults are the guide's numbers: three tries, five seconds apart.
 */
export const retryOnFail = defineRemedy({
  name: 'retry-on-fail',
  act: 'switch Retry On Fail on at the failing node',
  options: z.strictObject({
    maxTries: z.int().min(2).max(5).optional(),
    wait: durationSchema.optional(),
  }),
  apply: (run, { maxTries = 3, wait = '5s' }) =>
    save(run, (planned) => planned.withRetryOnFail({ maxTries, waitMs: toMs(wait) })),
  takeBack: (run) => save(run, ({ plan }) => plan),
});

/** Saves every workflow of the main credential anew. */
async function save(
  run: ScenarioRun,
  planOf: (planned: PlannedWorkflow) => WorkflowPlan,
): Promise<void> {
  for (const [name, workflow] of run.workflows) {
    const planned = run.planned.workflows[name];
    if (planned !== undefined && workflow.credential === 'main')
      await pointWorkflowAtCredential(run, name, planOf(planned));
  }
}
