import { z } from 'zod';
import { waitSchema, toMs } from '../../../mock-provider/index.ts';
import { defineStep } from '../define-step.ts';
import { ofWorkflows, workflowName } from './of-workflows.ts';

const EVERY_MS = 250;

/**
 * Runs executions until one succeeds or the time is over. Shows whether the client recovers by
 * itself.
 */
export const observe = defineStep({
  name: 'observe',
  summary: 'Runs executions until one succeeds or the time is over.',
  schema: z.strictObject({ for: waitSchema, workflow: workflowName.optional() }),
  words: (step) =>
    `run executions${ofWorkflows(step.workflow)} until one succeeds, ${step.for} at most`,
  workflows: ({ workflow = 'main' }) => [workflow],
  async run(context, step) {
    const workflow = step.workflow ?? 'main';
    const deadline = context.now() + toMs(step.for);
    let works = await context.execute(workflow);
    while (!works && context.alive && context.now() + EVERY_MS < deadline) {
      await context.wait(EVERY_MS);
      works = await context.execute(workflow);
    }
    if (workflow === 'main') context.mainWorks(works);
  },
});
