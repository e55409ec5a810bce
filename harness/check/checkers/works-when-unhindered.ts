import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { isDisturbedBefore } from '../views/disturbed.ts';
import { wasHindered } from '../views/hindrances.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { succeeded } from '../views/phases.ts';
import { count } from '../views/words.ts';

/**
 * True when an execution did not do its work. A success that is none counts only before the first
 * fault; later on it is what failure-is-visible and items-accepted-exactly-once look for.
 */
function failed(history: History, { end, to }: Interval): boolean {
  if (end === undefined || end.status === 'lost') return false;
  if (end.status !== 'success') return true;
  return !isDisturbedBefore(history, to) && !succeeded(history, end);
}

function inWords({ key, end }: Interval): string {
  const how = end?.error?.message ?? (end?.status === 'success' ? 'not all its work is done' : '');
  const status = end?.status === 'success' ? 'says success' : `ended as ${end?.status ?? 'lost'}`;
  return `${key} ${status}${how === '' ? '' : `: ${how.slice(0, 160)}`}`;
}

/** Checks that executions in whose way nothing stands do their work. */
export const worksWhenUnhindered = defineChecker({
  name: 'works-when-unhindered',
  judges: 'safety',
  invariant:
    'An execution does its work unless something stands in its way: a refusal, a fault, a credential in trouble.',
  basis:
    'A client that fails by itself, before any fault or without asking anybody, fails its user on every ordinary day.',
  check(history) {
    const ended = intervals(history).filter(({ end }) => end !== undefined);
    if (ended.length === 0) return unknown('No execution ended.');
    const bad = ended.filter((interval) => failed(history, interval));
    const [first, ...more] = bad.filter((interval) => !wasHindered(history, interval));
    if (first !== undefined)
      return violated(
        `${count(more.length + 1, 'execution')} failed although nothing stood in the way, ${inWords(first)}`.replace(
          /\.?$/,
          '.',
        ),
        [first.to, ...more.map(({ to }) => to)],
      );
    return holds(
      bad.length === 0
        ? `${count(ended.length, 'execution')}, none failed.`
        : `${count(bad.length, 'execution')} of ${ended.length} failed, and something stood in the way of each.`,
      (bad.length === 0 ? ended : bad).map(({ to }) => to),
    );
  },
});
