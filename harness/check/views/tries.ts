import { z } from 'zod';
import type { History } from '../../model/history.ts';
import { remedyName, writtenRemedies } from '../../model/remedy.ts';
import type { Interval } from './intervals.ts';

const DISTURBANCES: ReadonlySet<string> = new Set(['exited', 'stopped', 'killed', 'paused']);
const retrySchema = z.object({ maxTries: z.number().default(3) });

const REMEDY = 'retry-on-fail';

/** How many tries Retry On Fail gives; one when the value is no such setting. */
const maxTriesOf = (value: unknown): number => retrySchema.safeParse(value).data?.maxTries ?? 1;

/** How many tries the remedy has given an execution that began at an event; one without it. */
function byRemedy(history: History, from: number): number {
  const { scenario, ladder } = history.head ?? {};
  const done = history.of('remedy').filter(({ state, n }) => state === 'end' && n < from);
  // Of a ladder, the one before the execution is in force alone: this remedy is taken back.
  const inForce = ladder === undefined ? done : done.slice(-1);
  if (!inForce.some(({ remedy }) => remedy === REMEDY)) return 1;
  const step = writtenRemedies(scenario?.remedies).find((one) => remedyName(one) === REMEDY);
  return maxTriesOf(typeof step === 'object' ? step : {});
}

/**
 * How often an execution may try at most: as often as Retry On Fail says, where the scenario or a
 * remedy switched it on, and once more for every process that ended or stood still meanwhile, since
 * somebody else may have begun its work again. Where it is begun by a poll, each poll before is a
 * try.
 */
export function triesOf(history: History, { key, from, to }: Interval): number {
  const { scenario } = history.head ?? {};
  const start = history.of('execution-started').find((one) => one.key === key);
  const tries = Math.max(
    maxTriesOf(scenario?.workflows[start?.workflow ?? '']?.['retryOnFail']),
    byRemedy(history, from),
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
