import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { renewalsDuring, renewalsOfCredential } from './failing-exchanges.ts';
import type { Interval } from './intervals.ts';
import { presentsDead } from './token-refusals.ts';

type Execution = EventOf<'execution'>;

interface Span {
  readonly from: number;
  readonly to: number;
}

const spanOf = ({ request, reply }: RecordedExchange): Span => ({
  from: request.at,
  to: reply?.at ?? request.at,
});

/**
 * The times in which a gate held calls in vain: whoever has fewer calls under way than it waited
 * for could not go on meanwhile.
 */
const heldInVain = (history: History): readonly Span[] =>
  history.of('gate').flatMap(({ state, n, at }) => {
    const armed = history.of('gate').findLast((gate) => gate.state === 'armed' && gate.n < n);
    return state === 'timed-out' && armed !== undefined ? [{ from: armed.at, to: at }] : [];
  });

/** How much of one span is covered by others. */
function covered(all: readonly Span[], whole: Span): number {
  const spans = all
    .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
    .filter(({ from, to }) => to > from);
  let [sum, reach] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    sum += Math.max(0, to - Math.max(from, reach));
    reach = Math.max(reach, to);
  }
  return sum;
}

/**
 * The times in which an execution may have waited for the answer to a token request that another
 * process had made for its credential: until that answer came, or until the execution went on
 * without it, by a token request of its own process or a call with a token that had not ended. An
 * execution that had called nobody yet needed no token.
 */
function waitsForOthers(
  history: History,
  interval: Interval,
  own: readonly RecordedExchange[],
): readonly Span[] {
  const calls = callsOf(history, interval);
  const isOwn = new Set([...calls, ...own].map(({ request }) => request.exchange));
  const firstCall = Math.min(...calls.map(({ request }) => request.at));
  return renewalsOfCredential(history, interval)
    .filter(({ request }) => !isOwn.has(request.exchange))
    .map((other): Span => {
      const wentOn = [...own, ...calls.filter(({ request }) => !presentsDead(request))]
        .map(({ request }) => request)
        .filter(({ n }) => n > other.request.n);
      const answered = other.reply?.at ?? Number.POSITIVE_INFINITY;
      return {
        from: Math.max(other.request.at, firstCall),
        to: Math.min(answered, ...wentOn.map(({ at }) => at)),
      };
    });
}

/**
 * The time that an execution took without the provider's own answers, those to its calls and those
 * to the token requests of its credential that it waited for, and without what a gate took in vain.
 */
export function ownTime(history: History, interval: Interval, execution: Execution): number {
  const whole = { from: execution.at - execution.durationMs, to: execution.at };
  const own = renewalsDuring(history, interval);
  const spans = [
    ...[...callsOf(history, interval), ...own].map(spanOf),
    ...waitsForOthers(history, interval, own),
    ...heldInVain(history),
  ];
  return execution.durationMs - covered(spans, whole);
}

/** A time span without the provider's answers to whatever it was asked. */
export const withoutAnswers = (history: History, span: Span): number =>
  span.to - span.from - covered(history.exchanges().map(spanOf), span);

/** How many exchanges an execution waited for one after the other: of one item, and for tokens. */
export function exchangesInRow(history: History, interval: Interval): number {
  const calls = callsOf(history, interval);
  const ofOneItem = interval.items.map(
    (item) => calls.filter(({ request }) => request.item === item).length,
  );
  return Math.max(0, ...ofOneItem) + renewalsDuring(history, interval).length;
}
