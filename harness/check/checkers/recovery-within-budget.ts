import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import { observeRecovery } from '../recovery.ts';
import { wasHeldStill } from '../views/execution-process.ts';
import { capital, count, seconds } from '../views/words.ts';

/** The words for executions without an end when the client caused none of them. */
const calm = (held: number): string =>
  held === 0
    ? 'no execution hung'
    : `${count(held, 'execution')} hung with the process that stood still, and no other`;

/** Checks that the client recovers in time and that no execution hangs. */
export const recoveryWithinBudget = defineChecker({
  name: 'recovery-within-budget',
  judges: 'recovery',
  invariant:
    'No execution hangs, and the first success comes within the time allowed after healing or after the remedy.',
  basis:
    'A workflow that waits for minutes on a token call blocks its trigger, its queue and the person who looks at it.',
  check(history) {
    const endless = history.executions().filter(({ status }) => status === 'hung');
    const [hung, ...more] = endless.filter((execution) => !wasHeldStill(history, execution));
    if (hung !== undefined)
      return violated(
        `${count(more.length + 1, 'execution')} had no end within the deadline, the first one ${hung.key} after ${seconds(hung.durationMs)}.`,
        [hung.n, ...more.map(({ n }) => n)],
      );
    const still = calm(endless.length);
    const budgetMs = history.head?.expect.withinMs;
    if (budgetMs === undefined)
      return unknown('The history does not say how long recovery may take.');
    const { observed, afterMs, firstSuccess, remedy, evidence } = observeRecovery(history);
    const lost = history.executions().some(({ status }) => status === 'lost');
    if (
      observed === 'unknown' &&
      !lost &&
      evidence.length > 0 &&
      history.head?.expect.recovery === 'none'
    )
      return holds(`${capital(still)}, and no recovery is expected here.`, evidence);
    if (observed === 'unknown')
      return unknown('There was no execution from which recovery could be timed.', evidence);
    if (observed === 'none')
      return judgeNone(history.head?.expect.recovery === 'none', { still, budgetMs, evidence });
    if (afterMs === undefined || firstSuccess === undefined)
      return holds(
        `${capital(still)}, and no healing went before the successes, so there is no recovery to time.`,
        evidence,
      );
    const from = remedy === undefined ? 'healing' : `the remedy ${remedy}`;
    if (afterMs > budgetMs)
      return violated(
        `The first success came ${seconds(afterMs)} after ${from}; ${seconds(budgetMs)} are allowed.`,
        [firstSuccess],
      );
    return holds(
      `The first success came ${seconds(afterMs)} after ${from}, within the ${seconds(budgetMs)} allowed; ${still}.`,
      [firstSuccess],
    );
  },
});

function judgeNone(
  expected: boolean,
  {
    still,
    budgetMs,
    evidence,
  }: { readonly still: string; readonly budgetMs: number; readonly evidence: readonly number[] },
) {
  const [first, ...more] = evidence;
  if (expected || first === undefined)
    return holds(`${capital(still)}, and no recovery is expected here.`, evidence);
  return violated(`No lasting success at all; ${seconds(budgetMs)} are allowed.`, [first, ...more]);
}
