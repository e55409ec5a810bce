import type { History } from '../../model/history.ts';
import type { Interval } from './intervals.ts';
import { processEnds } from './process-ends.ts';

/**
 * True when an execution waited for a lock whose holder had ended with it. Nobody can give such a
 * lock back; it lives until its time is over, and whoever waits meanwhile does what is right.
 */
export function waitedForTheDead(history: History, { from, to }: Interval): boolean {
  const locks = history.of('lock');
  return locks.some(({ state, credential, n }) => {
    if (state !== 'waits' || n < from || n > to) return false;
    const before = locks.filter((event) => event.credential === credential && event.n < n);
    const taken = before.findLast((event) => event.state === 'taken');
    return (
      taken !== undefined &&
      !before.some((event) => event.state === 'released' && event.n > taken.n) &&
      processEnds(history).some(
        (end) => end.process === taken.process && end.n > taken.n && end.n < n,
      )
    );
  });
}
