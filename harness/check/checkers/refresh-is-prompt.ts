import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasDisturbed } from '../causes/failure-causes.ts';
import { startedCold } from '../views/execution-process.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { waitedForTheDead } from '../views/lock-of-the-dead.ts';
import {
  heldUpByMachine,
  lagBeyondTicks,
  machineStarved,
  STARVED,
} from '../views/machine-starved.ts';
import { exchangesInRow, ownTime } from '../views/own-time.ts';
import { steadyState } from '../views/phases.ts';
import { hadNoReasonToWait } from '../views/reasons-to-wait.ts';
import { count, seconds } from '../views/words.ts';

type Execution = EventOf<'execution'>;

/**
 * Where the wait for a processor is known, an execution may take twice the longest of the steady
 * state, or that one and this much: about twice what n8n was ever seen to take more (0.33 s in some
 * 700 executions of three topologies, on quiet and on busy machines). Executions that run at the
 * same time wait for each other as well, since n8n has one thread for all.
 */
const FLOOR_MS = 750;
/**
 * Where it is not known, so many of the steady state and this much: executions that share two
 * processors with seven others took up to 4.1 times the longest.
 */
const UNMEASURED_FLOOR_MS = 2_000;
const UNMEASURED_STEADY_RUNS = 5;

/** True when a fault of the client's own machine was in force: it may be slow for that. */
const targetFaultDuring = (history: History, { from, to }: Interval): boolean => {
  const faults = history.of('fault').filter(({ id }) => id.startsWith('target-'));
  return faults.some(
    ({ id, state, n }) =>
      state === 'begin' &&
      n < to &&
      !faults.some((healed) => healed.id === id && healed.state === 'healed' && healed.n < from),
  );
};

/** True when neither the provider nor the machine gave an execution a reason to wait. */
const hadNoReason = (history: History, interval: Interval): boolean =>
  !wasDisturbed(history, interval) &&
  !targetFaultDuring(history, interval) &&
  !waitedForTheDead(history, interval) &&
  hadNoReasonToWait(history, interval);

interface Timed {
  readonly execution: Execution;
  readonly ownMs: number;
  /** What the lag of this machine may have added: the longest lag on each way there and back. */
  readonly laggedMs: number;
  /** Beside what it waited for a processor. */
  readonly allowedMs: number;
  /** Beyond this it is late, whatever it waited for. */
  readonly bearableMs: number;
}

/** How many executions run at the same time as one, with that one. */
const besides = (all: readonly Interval[], { from, to }: Interval): number =>
  all.filter((other) => other.from < to && other.to > from).length;

/** The executions after the steady state that can be timed, each with what it may take. */
function timed(history: History): readonly Timed[] {
  const steady = steadyState(history).filter(({ status }) => status === 'success');
  const known = new Set(steady.map(({ key }) => key));
  const all = intervals(history);
  return all.flatMap((interval): Timed[] => {
    const { end } = interval;
    if (end?.status !== 'success' || known.has(end.key)) return [];
    const alike = steady.filter(({ workflow }) => workflow === end.workflow);
    if (alike.length === 0 || startedCold(history, end) || !hadNoReason(history, interval))
      return [];
    const longest = Math.max(...alike.map(({ durationMs }) => durationMs));
    const bearableMs = UNMEASURED_FLOOR_MS + UNMEASURED_STEADY_RUNS * longest;
    const allowedMs =
      end.machine?.waitedMs === undefined
        ? bearableMs
        : Math.max(longest, FLOOR_MS) + longest * besides(all, interval);
    const laggedMs = lagBeyondTicks(end) * 2 * exchangesInRow(history, interval);
    const ownMs = ownTime(history, interval, end);
    return [{ execution: end, ownMs, laggedMs, allowedMs, bearableMs }];
  });
}

/** True when a late execution would be late on a machine with nothing else to do as well. */
const isItsOwn = ({ execution, ownMs, laggedMs, allowedMs }: Timed): boolean =>
  !machineStarved(execution) && ownMs - heldUpByMachine(execution) - laggedMs > allowedMs;

/** Checks that a refresh costs little more than the provider's answer. */
export const refreshIsPrompt = defineChecker({
  name: 'refresh-is-prompt',
  judges: 'recovery',
  invariant:
    'Beside the time the provider takes to answer, no execution takes much longer than in the steady state: not the one that refreshes, not those that wait for it, not those of another credential.',
  basis:
    'Whoever waits for a webhook, and every workflow behind one lock, pays for each second that a refresh adds; once an hour, on every credential.',
  check(history) {
    if (history.executions().length === 0) return unknown('No execution ended.');
    if (history.executions().every(({ machine }) => machine === undefined))
      return notLookedAt('The history does not say how much the machine lagged.');
    const all = timed(history);
    if (all.length === 0)
      return holds('No execution that had no reason to wait, beside the steady state.');
    const [first, ...more] = all.filter(isItsOwn);
    if (first !== undefined)
      return violated(
        `${count(more.length + 1, 'execution')} took long for a refresh, the first one ${first.execution.key} ${seconds(first.ownMs)} beside the provider's answers; ${seconds(first.allowedMs)} are allowed.`,
        [first.execution.n, ...more.map(({ execution }) => execution.n)],
      );
    const late = all.filter(({ ownMs, bearableMs }) => ownMs > bearableMs);
    if (late.length > 0)
      return unknown(
        `${count(late.length, 'execution')} took long, ${STARVED}.`,
        late.map(({ execution }) => execution.n),
      );
    return holds(
      `${count(all.length, 'execution')} as prompt as in the steady state, beside the provider's answers.`,
      all.map(({ execution }) => execution.n),
    );
  },
});
