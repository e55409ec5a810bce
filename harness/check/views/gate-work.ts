import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { intervals, type Interval } from './intervals.ts';
import { succeeded } from './phases.ts';
import { processEnds } from './process-ends.ts';

type Gate = EventOf<'gate'>;

/** A client had an execution in hand when it began it within this share of the gate's wait. */
const BEGUN_WITHIN = 0.5;

interface Span {
  readonly armed: Gate;
  readonly ended: Gate;
}

function spanOf(history: History, ended: Gate): Span | undefined {
  const armed = history.of('gate').findLast(({ state, n }) => state === 'armed' && n < ended.n);
  return armed === undefined ? undefined : { armed, ended };
}

/** Executions that the harness began while a gate waited. */
const begunAt = (history: History, { armed, ended }: Span): readonly Interval[] =>
  intervals(history).filter(({ from }) => from > armed.n && from < ended.n);

const itemsOf = (executions: readonly Interval[]): number =>
  executions.reduce((sum, { items }) => sum + items.length, 0);

/** True when the plan handed out as many items as a gate wanted, while the gate waited. */
export function wereHandedOut(history: History, gate: Gate): boolean {
  const span = spanOf(history, gate);
  return span !== undefined && itemsOf(begunAt(history, span)) >= gate.wanted;
}

/**
 * When the client itself began an execution, on the clock of the history: what it says of the start
 * differs from the harness's own by the offset. Undefined when it does not say.
 */
function begunByClient(interval: Interval): number | undefined {
  const { end, fromAt } = interval;
  return end?.clockOffsetMs === undefined ? undefined : fromAt + end.clockOffsetMs;
}

/**
 * True when an execution called for some of its items before a gate ended, failed, and never called
 * for any other: it ends at the first item that fails. Calls that are only late come after the
 * gate.
 */
function stoppedAtFailure(history: History, interval: Interval, gate: Gate): boolean {
  const { end, from, to, items } = interval;
  if (end?.status !== 'error' || processEnds(history).some(({ n }) => n > from && n < to))
    return false;
  const calls = callsOf(history, interval).map(({ request }) => request);
  const atGate = new Set(calls.filter(({ n }) => n < gate.n).map(({ item }) => item));
  return (
    atGate.size > 0 && atGate.size < items.length && calls.every(({ item }) => atGate.has(item))
  );
}

/**
 * True when the client had as much work in hand as a gate wanted, early enough, held it back, and
 * did all of it in the end, or ended it at the item that failed: it lets one call find out about
 * the token before it makes the others. False when the client does not say when it began, or when
 * its clock was moved.
 */
export function withheldBy(history: History, gate: Gate): boolean {
  const span = spanOf(history, gate);
  if (span === undefined || history.of('clock').some(({ clock }) => clock === 'n8n')) return false;
  const first = Math.min(...begunAt(history, span).map(({ fromAt }) => fromAt));
  const latest = first + (gate.at - first) * BEGUN_WITHIN;
  const held = begunAt(history, span).filter((interval) => {
    const begun = begunByClient(interval);
    return begun !== undefined && begun <= latest && interval.to > gate.n;
  });
  return (
    itemsOf(held) >= gate.wanted &&
    held.every(
      (interval) =>
        (interval.end !== undefined && succeeded(history, interval.end)) ||
        stoppedAtFailure(history, interval, gate),
    )
  );
}
