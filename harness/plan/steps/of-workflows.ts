import { z } from 'zod';

/** Name of a workflow in a step. */
export const workflowName = z
  .string()
  .min(1)
  .describe('a key of `workflows`; main unless told otherwise');

/** The workflows of a step, for its description; empty when the step names none. */
export const ofWorkflows = (workflow: string | readonly string[] | undefined): string =>
  workflow === undefined
    ? ''
    : ` of ${[workflow]
        .flat()
        .map((name) => `‘${name}’`)
        .join(' and ')}`;
