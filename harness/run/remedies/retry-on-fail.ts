import { toMs } from '../../../mock-provider/index.ts';
import { pointWorkflowAtCredential } from '../set-up.ts';
import type { Remedy } from './define-remedy.ts';

/** The guide's numbers: three tries, five seconds apart. */
const DEFAULTS = { maxTries: 3, wait: '5s' } as const;

/**
 * Switches Retry On Fail on at the node that calls the API, in every workflow of the main
 * credential.
 */
export const retryOnFail: Remedy = {
  name: 'retry-on-fail',
  async apply(run, step) {
    const { maxTries = DEFAULTS.maxTries, wait = DEFAULTS.wait } =
      typeof step !== 'string' && step.remedy === 'retry-on-fail' ? step : DEFAULTS;
    for (const [name, workflow] of run.workflows) {
      const planned = run.planned.workflows[name];
      if (planned !== undefined && workflow.credential === 'main')
        await pointWorkflowAtCredential(
          run,
          name,
          planned.withRetryOnFail({ maxTries, waitMs: toMs(wait) }),
        );
    }
  },
};
