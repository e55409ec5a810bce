import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { healedAt } from './faults-in-force.ts';
import { faultsOfPlan } from './next-expiry.ts';
import { ownerOfFamily, senders } from './senders.ts';
import { renewals, tokenCalls } from './token-calls.ts';
import { sameToken, type TokenRef } from './token-ref.ts';

/** A step of the plan that moved the provider's clock forward. */
export interface Leap {
  /** How far, as the plan writes it. */
  readonly by: string;
  /** Event number of the beginning of the step. */
  readonly n: number;
  /** Event number of its end. */
  readonly end: number;
}

/** Every leap of time that the plan made, in order. */
export function leaps(history: History): readonly Leap[] {
  const steps = history.head?.steps ?? [];
  const events = history.of('step');
  return events.flatMap(({ state, index, n }): Leap[] => {
    const step = steps[index];
    if (state !== 'begin' || step?.do !== 'advance') return [];
    const end = events.find((other) => other.index === index && other.state === 'end');
    return [{ by: String(step['by']), n, end: end?.n ?? n }];
  });
}

/** A token that came to the end of its time after a leap, whatever else may end tokens. */
interface Ended {
  readonly token: TokenRef;
  readonly n: number;
}

/** The ledger's cause for a token whose time was over. */
const OF_TIME = 'ttl';

const endedByTime = (history: History, leap: Leap): readonly Ended[] =>
  history.of('ledger').flatMap(({ action, token, cause, n }): Ended[] => {
    if (token === undefined || n < leap.n) return [];
    const ofLeap = n <= leap.end && (action === 'expired' || action === 'revoked');
    return ofLeap || (action === 'expired' && cause === OF_TIME) ? [{ token, n }] : [];
  });

type OwnerOf = ReturnType<typeof ownerOfFamily>;

/** True when no newer token of its kind had been issued to its owner before a token ended. */
function wasInUse(history: History, ownerOf: OwnerOf, { token, n }: Ended): boolean {
  const owner = ownerOf(token.family);
  const latest = history
    .of('reply')
    .findLast(
      ({ issued, n: at }) =>
        at < n &&
        issued?.[token.kind] !== undefined &&
        ownerOf(issued[token.kind]?.family ?? '') === owner,
    );
  return latest === undefined || sameToken(latest.issued?.[token.kind], token);
}

/**
 * Tells whether somebody acted upon the end of a token that was in use: asked for new ones, or
 * ended an execution that had begun after it without success.
 */
function actedUpon(history: History): (ended: Ended) => boolean {
  const ownerOf = ownerOfFamily(history);
  const calls = renewals(tokenCalls(history));
  const failed = history.executions().filter(({ status }) => status !== 'success');
  return (ended) => {
    if (!wasInUse(history, ownerOf, ended)) return false;
    const owner = ownerOf(ended.token.family);
    return (
      calls.some(({ client, request }) => client === owner && request.n > ended.n) ||
      failed.some(
        ({ credential, key }) =>
          credential === owner &&
          history.of('execution-started').some((start) => start.key === key && start.n > ended.n),
      )
    );
  };
}

/** True when a request shows a token or a code that has ended, though nothing tells why it did. */
function showsExpired(history: History, { request, reply }: RecordedExchange): boolean {
  const { presented } = request;
  return (
    presented?.standing === 'expired' &&
    reply?.faults.length === 0 &&
    !history
      .of('ledger')
      .some(
        ({ action, token, n }) =>
          n < request.n &&
          (action === 'revoked' || action === 'expired') &&
          sameToken(token, presented.ref),
      )
  );
}

/** True when somebody met that a token, or a code, came to its end by a leap. */
function endedSomething(history: History, leap: Leap): boolean {
  const ended = endedByTime(history, leap);
  return (
    ended.some(actedUpon(history)) ||
    history
      .exchanges()
      .some(
        (exchange) =>
          exchange.request.n > leap.n &&
          (showsExpired(history, exchange) ||
            ended.some(
              ({ token, n }) =>
                n < exchange.request.n && sameToken(exchange.request.presented?.ref, token),
            )),
      )
  );
}

/** True when an answer asked the client to come back later (RFC 6585 §4, RFC 9110 §10.2.3). */
const saysLater = ({ reply }: RecordedExchange): boolean =>
  reply?.status === 429 || reply?.status === 503 || reply?.retryAfterSeconds !== undefined;

/** True when a leap was the time to wait that an answer had asked for, and the client came back. */
function wasWaitedFor(history: History, leap: Leap): boolean {
  const senderOf = senders(history);
  const exchanges = history.exchanges();
  return exchanges
    .filter(({ request }) => request.n > leap.n)
    .some(({ request }) => {
      const before = exchanges.findLast(
        (other) =>
          other.request.n < leap.n &&
          other.request.endpoint === request.endpoint &&
          senderOf(other.request) === senderOf(request),
      );
      return before !== undefined && saysLater(before);
    });
}

/** Event number of the first exchange, or of the event, that shows a fault as met. */
const firstMet = (history: History, { id }: EventOf<'fault'>): number =>
  history.events.find(
    (event) =>
      (event.type === 'reply' && event.faults.includes(id)) ||
      (event.type === 'fault' && event.id === id && event.state === 'met'),
  )?.n ?? Number.POSITIVE_INFINITY;

/** True when a fault of the plan ended during a leap, or was first met after it. */
function changedFault(history: History, leap: Leap): boolean {
  return (
    history.of('fault').some(({ state, n }) => state === 'healed' && n > leap.n && n < leap.end) ||
    faultsOfPlan(history).some((fault) => {
      const met = firstMet(history, fault);
      return met > leap.n && met < Number.POSITIVE_INFINITY;
    })
  );
}

/**
 * True when a client met what a leap of time changed: a token or a code that was in use ended by
 * it, and was shown or renewed; the time had passed that an answer told the client to wait; a fault
 * ended by it, or was met later than it. A leap that changes nothing for anybody proves nothing.
 */
export const wasLeapMet = (history: History, leap: Leap): boolean =>
  endedSomething(history, leap) || wasWaitedFor(history, leap) || changedFault(history, leap);

/**
 * True when a token came to its end that a fault had given a short life, and its owner renewed it
 * in time: who goes by `expires_in` (RFC 6749 §5.1) shows no token that has ended.
 */
export function wasShortLifeHeeded(history: History, fault: EventOf<'fault'>): boolean {
  const until = healedAt(history, fault);
  const issued = history
    .of('ledger')
    .filter(
      ({ action, token, n }) =>
        action === 'issued' && token?.kind === 'access' && n > fault.n && n < until,
    );
  const isMetBy = actedUpon(history);
  return history
    .of('ledger')
    .some(
      ({ action, cause, token, n }) =>
        action === 'expired' &&
        cause === OF_TIME &&
        token !== undefined &&
        issued.some((one) => sameToken(one.token, token)) &&
        isMetBy({ token, n }),
    );
}
