import { z } from 'zod';
import type { History } from '../../model/history.ts';
import { remedyName } from '../../model/remedy.ts';
import type { Interval } from './intervals.ts';

const DISTURBANCES: ReadonlySet<string> = new Set(['exited', 'stopped', 'killed', 'paused']);
const retrySchema = z.object({ maxTries: z.number().default(3) });

/** How many tries Retry On Fail gives; one when the value is no such setting. */
const maxTriesOf = (value: unknown): number => retrySchema.safeParse(value).data?.maxTries ?? 1;

/**
 * How often an execution may try at most: as often as Retry On Fail says, where the scenario or a
 * remedy switched it on, and once more for every process that ended or stood still meanwhile, since
 * somebody else may have begun its work again. Where it is begun by a poll, each poll before is a
 * try.
 */
export function triesOf(history: History, { key, from, to }: Interval): number {
  const { scenario } = history.head ?? {};
  const start = history.of('execution-started').find((one) => one.key === key);
  const switchedOn = history
    .of('remedy')
    .some(({ remedy, state, n }) => remedy === 'retry-on-fail' && state !== 'failed' && n < from);
  const byRemedy = (scenario?.remedies ?? []).filter(
    (step) => switchedOn && remedyName(step) === 'retry-on-fail',
  );
  const tries = Math.max(
    maxTriesOf(scenario?.workflows[start?.workflow ?? '']?.['retryOnFail']),
    ...byRemedy.map(maxTriesOf),
  );
  const disturbed = history
    .of('process')
    .filter(({ state, n }) => DISTURBANCES.has(state) && n > from && n < to);
  const polls = history
    .of('request')
    .filter(
      ({ endpoint, item, n }) =>
        start?.startedBy === 'poll' &&
        endpoint === 'resource' &&
        item === undefined &&
        n > from &&
        n < to,
    );
  return tries + disturbed.length + polls.length;
}
