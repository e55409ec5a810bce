import { z } from 'zod';
import { defineStep, type StepOf } from '../define-step.ts';
import { ofWorkflows, workflowName } from './of-workflows.ts';

const schema = z.strictObject({
  times: z.int().min(1).max(200).optional(),
  workflow: workflowName.optional(),
});

/**
 * Begins executions, all at once, and waits for none of them to end; `finish` does that. The next
 * step begins when one of them is held, as an earlier step wants it. With nothing to wait for it
 * begins when each of them has had an answer of the API.
 */
export const begin = defineStep(
  {
    name: 'begin',
    summary: 'Begins executions, all at once, and waits for none of them to end.',
    schema,
    words: ({ times = 1, workflow }) =>
      `begin ${times} execution${times === 1 ? '' : 's'}${ofWorkflows(workflow)}, and go on meanwhile`,
    workflows: ({ workflow = 'main' }) => [workflow],
    atOnce: ({ times = 1 }) => times,
    run: (context, { times = 1, workflow = 'main' }) => context.begin(workflow, times),
  },
  (times = 1, options: Pick<StepOf<'begin', typeof schema>, 'workflow'> = {}) => ({
    do: 'begin',
    times,
    ...options,
  }),
);
