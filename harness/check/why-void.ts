import type { History } from '../model/history.ts';
import { gaps } from './checkers/fault-was-met.ts';
import { steadyState, succeeded } from './views/phases.ts';
import { list } from './views/words.ts';

const STOPS = {
  'client-ended': 'the client under test had ended',
  'not-connected': 'a credential could not be connected',
} as const;

function whyIncomplete(history: History): string {
  const because = history.of('end')[0]?.because;
  return because === undefined
    ? 'the run was cut off before its end'
    : `the run could not go on because ${STOPS[because]}`;
}

/**
 * Why a run proves nothing about recovery, whatever the checkers found; undefined when there is no
 * such reason. What went wrong for safety in such a run happened all the same.
 */
export function whyVoid(history: History): string | undefined {
  const error = history.of('harness-error')[0];
  if (error !== undefined)
    return `the harness could not do its part (${error.message.replace(/\.$/, '')})`;
  const mistake = history.of('reply').find((reply) => reply.mistake === true);
  if (mistake !== undefined)
    return `the provider made a mistake of its own when it was asked at ${mistake.endpoint} (event ${mistake.n})`;
  if (!history.complete) return whyIncomplete(history);
  const switchedOff = history.head?.expect.without?.['fault-was-met'] !== undefined;
  const failed = steadyState(history).find((execution) => !succeeded(history, execution));
  if (switchedOff)
    return failed === undefined ? undefined : `execution ${failed.key} failed before any fault`;
  const voids = gaps(history).filter((gap) => gap.voids);
  return voids.length === 0 ? undefined : list(voids.map(({ message }) => message));
}
