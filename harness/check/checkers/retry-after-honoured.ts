import { defineChecker } from '../../model/checker.ts';
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

function toldToWait(history: History): readonly Told[] {
  const senderOf = senders(history);
  const steps = history.head?.steps ?? [];
  const leaps = history
    .of('step')
    .filter(({ state, index }) => state === 'begin' && steps[index]?.do === 'advance');
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
    const waitMs = reply.retryAfterSeconds * 1_000;
    const leap = leaps.find(({ n }) => n > reply.n)?.at ?? Number.POSITIVE_INFINITY;
    return [
      {
        exchange,
        client,
        waitMs,
        n: reply.n,
        until: Math.min(reply.at + waitMs * (1 - TOLERANCE), leap),
      },
    ];
  });
}

/**
 * Token requests of the same client during the wait; empty when there are no more of them than
 * other executions can explain.
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
  return asked.length > running.length - itself ? asked : [];
}

/** Checks that the client waits as long as Retry-After says. */
export const retryAfterHonoured = defineChecker({
  name: 'retry-after-honoured',
  judges: 'safety',
  invariant:
    'After a Retry-After of the token endpoint the same execution asks no earlier than it was told to.',
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
        ? 'The token endpoint never asked anybody to wait.'
        : `${count(told.length, 'order')} to wait, none ignored.`,
      told.map(({ n }) => n),
    );
  },
});
