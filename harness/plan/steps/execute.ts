import { z } from 'zod';
import { defineStep, type StepOf } from '../define-step.ts';
import type { StepContext } from '../step-context.ts';
import { ofWorkflows, workflowName } from './of-workflows.ts';

const schema = z.strictObject({
  times: z.int().min(1).max(1000).optional(),
  concurrency: z.int().min(1).max(200).optional(),
  workflow: z.union([workflowName, z.array(workflowName).min(1)]).optional(),
});

type ExecuteStep = StepOf<'execute', typeof schema>;

/**
 * Runs a workflow, or several in turn, `times` times: one execution after the other, or as many at
 * the same time as `concurrency` says. Executions before the first fault that follows an execution
 * are the steady state.
 */
export const execute = defineStep(
  {
    name: 'execute',
    summary: 'Runs a workflow so many times, in turn or at once, and waits for it.',
    schema,
    words({ times = 1, concurrency = 1, workflow }) {
      const together = concurrency <= 1 ? '' : `, ${concurrency} at once`;
      return `run ${times} execution${times === 1 ? '' : 's'}${ofWorkflows(workflow)}${together}`;
    },
    workflows: ({ workflow = 'main' }) => [workflow].flat(),
    atOnce: ({ times = 1, concurrency = 1 }) => Math.min(concurrency, times),
    run: executeMany,
  },
  (times = 1, options: Pick<ExecuteStep, 'concurrency' | 'workflow'> = {}) => ({
    do: 'execute',
    times,
    ...options,
  }),
);

async function executeMany(context: StepContext, step: ExecuteStep): Promise<void> {
  const { times = 1, concurrency = 1 } = step;
  const workflows = [step.workflow ?? 'main'].flat();
  let left = times;
  const ofMain: boolean[] = [];
  const worker = async (): Promise<void> => {
    while (left > 0 && context.alive) {
      const workflow = workflows[(times - left) % workflows.length] ?? 'main';
      left -= 1;
      try {
        const works = await context.execute(workflow);
        if (workflow === 'main') ofMain.push(works);
      } catch (cause) {
        left = 0;
        throw cause;
      }
    }
  };
  // The step waits for all executions. One that still runs would otherwise continue while the run
  // cleans up.
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(concurrency, times) }, worker),
  );
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  const atOnce = Math.max(
    1,
    Math.ceil(
      (concurrency * workflows.filter((name) => name === 'main').length) / workflows.length,
    ),
  );
  if (ofMain.length > 0) context.mainWorks(ofMain.slice(-atOnce).every(Boolean));
}
