import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { observeRecovery } from '../recovery.ts';
import { wasHeldStill } from '../views/execution-process.ts';
import { failedByMachine } from '../views/hindrances.ts';
import { intervals } from '../views/intervals.ts';
import {
  heldUpMeanwhile,
  machineStarved,
  STARVED,
  starvedToDeath,
} from '../views/machine-starved.ts';
import { withoutAnswers } from '../views/own-time.ts';
import { BYSTANDER, steadyState } from '../views/phases.ts';
import { capital, count, seconds } from '../views/words.ts';

/** How many executions of the steady state a recovery may take besides. */
const STEADY_RUNS = 5;

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
    "No execution hangs, and the first success comes within the time allowed after healing or after the remedy; the provider's own answers and what five runs of the steady state take are allowed besides.",
  basis:
    'A workflow that waits for minutes on a token call blocks its trigger, its queue and the person who looks at it.',
  check(history) {
    const endless = history.executions().filter(({ status }) => status === 'hung');
    const own = endless.filter((execution) => !wasHeldStill(history, execution));
    const [hung, ...more] = own.filter((execution) => !starvedToDeath(execution));
    if (hung !== undefined)
      return violated(
        `${count(more.length + 1, 'execution')} had no end within the deadline, the first one ${hung.key} after ${seconds(hung.durationMs)}.`,
        [hung.n, ...more.map(({ n }) => n)],
      );
    if (own.length > 0)
      return unknown(
        `${count(own.length, 'execution')} had no end within the deadline, ${STARVED}.`,
        own.map(({ n }) => n),
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
    if (observed === 'none') return judgeNone(history, { still, budgetMs, evidence });
    if (afterMs === undefined || firstSuccess === undefined)
      return holds(
        `${capital(still)}, and no healing went before the successes, so there is no recovery to time.`,
        evidence,
      );
    const from = remedy === undefined ? 'healing' : `the remedy ${remedy}`;
    const { allowedMs, late } = judgeWait(history, { afterMs, firstSuccess, budgetMs });
    const came = `The first success came ${seconds(afterMs)} after ${from}`;
    if (late === 'by-itself')
      return violated(`${came}; ${seconds(allowedMs)} are allowed.`, [firstSuccess]);
    if (late === 'starved')
      return unknown(`${came}, ${STARVED}; ${seconds(allowedMs)} are allowed.`, [firstSuccess]);
    return holds(`${came}, within the ${seconds(allowedMs)} allowed; ${still}.`, [firstSuccess]);
  },
});

interface Wait {
  readonly afterMs: number;
  /** Event number of the first success. */
  readonly firstSuccess: number;
  readonly budgetMs: number;
}

/**
 * Whether the first success came late. The provider's own answers do not count, and a client that
 * is slow in the steady state may be as slow here.
 */
function judgeWait(history: History, { afterMs, firstSuccess, budgetMs }: Wait) {
  const steady = steadyState(history).filter(({ status }) => status === 'success');
  const longest = Math.max(0, ...steady.map(({ durationMs }) => durationMs));
  const allowedMs = budgetMs + STEADY_RUNS * longest;
  const to = history.executions().find(({ n }) => n === firstSuccess)?.at ?? 0;
  const waitMs = withoutAnswers(history, { from: to - afterMs, to });
  const meanwhile = history
    .executions()
    .filter(({ n, at }) => n <= firstSuccess && at > to - afterMs);
  const starved =
    meanwhile.some(machineStarved) || waitMs - heldUpMeanwhile(meanwhile) <= allowedMs;
  if (waitMs <= allowedMs) return { allowedMs, late: undefined };
  return { allowedMs, late: starved ? ('starved' as const) : ('by-itself' as const) };
}

/** True when an execution failed that may owe it to the machine. */
const someFailedByMachine = (history: History): boolean =>
  intervals(history).some(
    (interval) => interval.credential !== BYSTANDER && failedByMachine(history, interval),
  );

function judgeNone(
  history: History,
  {
    still,
    budgetMs,
    evidence,
  }: { readonly still: string; readonly budgetMs: number; readonly evidence: readonly number[] },
) {
  const [first, ...more] = evidence;
  if (history.head?.expect.recovery === 'none' || first === undefined)
    return holds(`${capital(still)}, and no recovery is expected here.`, evidence);
  const told = `No lasting success at all; ${seconds(budgetMs)} are allowed`;
  return someFailedByMachine(history)
    ? unknown(`${told}; but an execution failed ${STARVED}.`, evidence)
    : violated(`${told}.`, [first, ...more]);
}
