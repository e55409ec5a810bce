import { defineChecker } from '../../model/checker.ts';
import type { EventHead } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { RecordedExchange, History } from '../../model/history.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { senders } from '../views/senders.ts';
import { count, seconds } from '../views/words.ts';

/** Allows for differences between clocks and for the rounding of Retry-After to whole seconds. */
const TOLERANCE = 0.1;

/**
 * One Retry-After that the client received. It binds the client within the execution that received
 * it (RFC 9110 §10.2.3, RFC 6585 §4: SHOULD). A person or a trigger that starts another execution
 * during the wait cannot know about it, so each other execution may make one attempt of its own.
 * Requests do not say to which execution they belong, so the checker counts them: more requests
 * than other executions means that somebody asked again too early.
 */
interface Told {
  readonly exchange: RecordedExchange;
  readonly client: string;
  readonly waitMs: number;
  /**
   * `n` is the event number of the reply that told the client to wait; `until` is the time until
   * which it must wait.
   */
  readonly n: number;
  readonly until: number;
}

/** The time until which a reply asks to wait; a leap of virtual time ends every wait. */
function waitEnds(history: History, reply: EventHead, seconds: number): number {
  const steps = history.head?.steps ?? [];
  const leap = history
    .of('step')
    .find(
      ({ state, index, n }) => state === 'begin' && steps[index]?.do === 'advance' && n > reply.n,
    );
  const end = reply.at + seconds * 1_000 * (1 - TOLERANCE);
  return Math.min(end, leap?.at ?? Number.POSITIVE_INFINITY);
}

function toldToWait(history: History): readonly Told[] {
  const senderOf = senders(history);
  return history.exchanges().flatMap((exchange): Told[] => {
    const { request, reply } = exchange;
    const client = senderOf(request);
    if (
      request.endpoint !== 'token' ||
      reply?.retryAfterSeconds === undefined ||
      !reply.delivered ||
      client === undefined
    )
      return [];
    return [
      {
        exchange,
        client,
        waitMs: reply.retryAfterSeconds * 1_000,
        n: reply.n,
        until: waitEnds(history, reply, reply.retryAfterSeconds),
      },
    ];
  });
}

/**
 * Token requests of the same client during the wait; empty when other executions can explain them:
 * there are as many that ran then, and none was made while they did not.
 */
function early(
  history: History,
  all: readonly Interval[],
  told: Told,
): readonly RecordedExchange[] {
  const senderOf = senders(history);
  const asked = history
    .exchanges()
    .filter(
      ({ request }) =>
        request.endpoint === 'token' &&
        request.grantType !== 'authorization_code' &&
        request.n > told.n &&
        request.at < told.until &&
        senderOf(request) === told.client,
    );
  const running = all.filter(
    ({ credential, fromAt, to }) =>
      credential === told.client && fromAt < told.until && to > told.n,
  );
  const itself = running.some(({ from }) => from < told.exchange.request.n) ? 1 : 0;
  if (asked.length > running.length - itself) return asked;
  // While only the execution that was told is there, no other one can have asked.
  const alone = (n: number): Interval | undefined => {
    const [one, another] = running.filter(({ from, to }) => from < n && to > n);
    return another === undefined ? one : undefined;
  };
  const itsOwn = alone(told.exchange.request.n);
  return asked.filter(({ request }) => itsOwn !== undefined && alone(request.n) === itsOwn);
}

/** A call of an item, and the calls of the same item before the wait that it was told was over. */
interface Hurried {
  readonly told: RecordedExchange;
  readonly again: readonly RecordedExchange[];
}

/**
 * API calls that were repeated before the wait was over. An item belongs to one execution, so who
 * repeats its call has been told to wait.
 */
function hurriedCalls(history: History): readonly Hurried[] {
  const calls = history
    .exchanges()
    .filter(({ request }) => request.endpoint === 'resource' && request.item !== undefined);
  return calls.flatMap((told): readonly Hurried[] => {
    const { request, reply } = told;
    if (reply?.retryAfterSeconds === undefined || !reply.delivered) return [];
    const until = waitEnds(history, reply, reply.retryAfterSeconds);
    const again = calls.filter(
      ({ request: later }) => later.item === request.item && later.n > reply.n && later.at < until,
    );
    return again.length === 0 ? [] : [{ told, again }];
  });
}

/** Checks that the client waits as long as Retry-After says. */
export const retryAfterHonoured = defineChecker({
  name: 'retry-after-honoured',
  judges: 'safety',
  invariant:
    'After a Retry-After of the token endpoint or of the API the same execution asks no earlier than it was told to.',
  basis:
    'RFC 9110 §10.2.3 and RFC 6585 §4; a client that does not wait prolongs the throttling, for every workflow on the credential.',
  check(history) {
    const told = toldToWait(history);
    const all = intervals(history);
    const broken = told
      .map((order) => ({ order, asked: early(history, all, order) }))
      .filter(({ asked }) => asked.length > 0);
    const [first] = broken;
    if (first !== undefined) {
      const sooner = (first.asked[0]?.request.at ?? 0) - (first.order.exchange.reply?.at ?? 0);
      const numbers = first.asked.map(({ request }) => request.n);
      return violated(
        `Told to wait ${seconds(first.order.waitMs)}, the client asked again after ${seconds(sooner)} (${count(numbers.length, 'request')} too early).`,
        [first.order.n, ...numbers],
      );
    }
    const [hurried] = hurriedCalls(history);
    if (hurried !== undefined) {
      const { told: order, again } = hurried;
      const waitMs = (order.reply?.retryAfterSeconds ?? 0) * 1_000;
      const sooner = (again[0]?.request.at ?? 0) - (order.reply?.at ?? 0);
      return violated(
        `Told to wait ${seconds(waitMs)} by the API, the client called again for ${order.request.item ?? ''} after ${seconds(sooner)} (${count(again.length, 'call')} too early).`,
        [order.reply?.n ?? order.request.n, ...again.map(({ request }) => request.n)],
      );
    }
    const nameless = history
      .exchanges()
      .filter(
        ({ request, reply }) =>
          request.endpoint === 'token' &&
          reply?.retryAfterSeconds !== undefined &&
          senders(history)(request) === undefined,
      );
    if (nameless.length > 0)
      return unknown(
        'An order to wait was given to a client that the history does not name.',
        nameless.map(({ request }) => request.n),
      );
    return holds(
      told.length === 0
        ? 'The token endpoint never asked anybody to wait, and nobody called the API too early.'
        : `${count(told.length, 'order')} to wait, none ignored.`,
      told.map(({ n }) => n),
    );
  },
});
