import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { isDisturbedBefore } from './disturbed.ts';
import type { Interval } from './intervals.ts';
import { ranOutOfTime, starvedToDeath } from './machine-starved.ts';
import { succeeded } from './phases.ts';
import { processEnds } from './process-ends.ts';
import { senders } from './senders.ts';
import { takenAway } from './taken-away.ts';
import { targetFaultsBefore } from './target-faults.ts';
import { tokenCalls } from './token-calls.ts';
import { presentsDead } from './token-refusals.ts';

/** States of a token that a correct client never shows while nothing has gone wrong. */
const OWN_MISTAKE: ReadonlySet<string> = new Set(['absent', 'unknown', 'spent']);
/** Error codes of the token endpoint that speak of the form of the request (RFC 6749 §5.2). */
const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'unsupported_grant_type',
]);

/** True when an exchange did not bring what the client asked for. */
function isTroubled({ request, reply }: RecordedExchange): boolean {
  if (reply === undefined || !reply.delivered || reply.faults.length > 0) return true;
  if (request.endpoint === 'resource') return reply.accepted !== true;
  return (reply.status ?? 0) >= 300 || reply.error !== undefined || reply.issued === undefined;
}

/**
 * True when the client itself is to blame for a troubled exchange: nothing had gone wrong before,
 * and it showed no token, or a wrong one, or sent what the provider could not understand, or hung
 * up.
 */
function isOwnMistake({ request, reply }: RecordedExchange): boolean {
  if (reply === undefined || reply.faults.length > 0) return false;
  if (reply.outcome === 'aborted-by-client') return true;
  const standing = request.presented?.standing ?? 'absent';
  if (request.endpoint === 'resource') return OWN_MISTAKE.has(standing);
  const died = standing === 'expired' || standing === 'revoked';
  return OF_THE_REQUEST.has(reply.error ?? '') && !died;
}

/** The exchanges of an execution: its calls, and token requests of its credential meanwhile. */
function exchangesOf(history: History, interval: Interval): readonly RecordedExchange[] {
  const senderOf = senders(history);
  const { credential, from, to } = interval;
  const asked = history
    .exchanges()
    .filter(
      ({ request }) =>
        request.endpoint === 'token' &&
        request.n > from &&
        request.n < to &&
        senderOf(request) === credential,
    );
  return [...callsOf(history, interval), ...asked];
}

/** True when the credential was in trouble already when the execution began. */
function wasInTrouble(history: History, { credential, from, to }: Interval): boolean {
  const senderOf = senders(history);
  const before = history
    .exchanges()
    .filter(
      ({ request }) =>
        request.n < from &&
        (request.endpoint === 'token' || request.endpoint === 'resource') &&
        senderOf(request) === credential,
    );
  const fine = before.findLast(
    (exchange) => exchange.request.endpoint === 'resource' && !isTroubled(exchange),
  );
  const since = fine?.reply?.n ?? 0;
  const lastIssue = tokenCalls(history).findLast(
    (call) => call.client === credential && call.committed && call.request.n < to,
  );
  return (
    before.some((exchange) => exchange.request.n > since && isTroubled(exchange)) ||
    // Without a refresh token a client may know by itself that its access token has expired.
    (lastIssue !== undefined && !lastIssue.toldRefresh)
  );
}

/** True when the credential had not been connected when the execution began. */
function wasNotConnected(history: History, { credential, from }: Interval): boolean {
  if (history.head?.credentials[credential]?.grant === 'client-credentials') return false;
  return !history
    .of('connect')
    .some((connect) => connect.ok && connect.credential === credential && connect.n < from);
}

/** True when the API refused a token that had ended: a new token is all that it takes. */
const isExpiry = ({ request, reply }: RecordedExchange): boolean =>
  request.endpoint === 'resource' && reply?.status === 401 && presentsDead(request);

/** True when the last call for each item had its success: what was refused before was overcome. */
function overcameAll(history: History, interval: Interval): boolean {
  const calls = callsOf(history, interval);
  const last = interval.items.map((item) => calls.findLast(({ request }) => request.item === item));
  return last.every((call) => call !== undefined && !isTroubled(call));
}

/**
 * True when the provider showed a flawed certificate at some time of an execution: no request
 * reaches it then, so that no exchange of the execution shows why it failed.
 */
function metFlawedCertificate(history: History, { from, to }: Interval): boolean {
  return history
    .of('fault')
    .some(
      ({ fault, id, state, n }) =>
        fault.startsWith('tls/') &&
        state === 'begin' &&
        n < to &&
        !history
          .of('fault')
          .some((other) => other.id === id && other.state === 'healed' && other.n < from),
    );
}

/**
 * True when an execution failed that got all it asked for in the end, but was held up by the
 * machine for seconds: it may owe that to the machine. Whoever gave up without asking anybody
 * failed for a reason of its own. One that was cut off by its deadline has not failed yet.
 */
export function failedByMachine(history: History, interval: Interval): boolean {
  const { end } = interval;
  if (end === undefined || succeeded(history, end)) return false;
  if (end.status === 'hung' && starvedToDeath(end)) return true;
  if (!ranOutOfTime(end)) return false;
  const asked = exchangesOf(history, interval);
  if (asked.length === 0) return false;
  return (
    asked.every((exchange) => !isTroubled(exchange) || isExpiry(exchange)) ||
    overcameAll(history, interval)
  );
}

const remedyFailed = (history: History, n: number): boolean =>
  history.of('remedy').some((remedy) => remedy.state === 'failed' && remedy.n < n);

/**
 * True when something stood in the way of an execution, so that a correct client might have failed,
 * too: a refusal, an error or silence of the provider, a starved machine, a fault of the client's
 * own processes, or a credential that was in trouble before. As long as no fault has begun, what
 * the client did wrong itself is no excuse.
 */
export function wasHindered(history: History, interval: Interval): boolean {
  const { from, to } = interval;
  const troubled = exchangesOf(history, interval).filter(isTroubled);
  if (history.of('harness-error').some(({ n }) => n < to)) return true;
  if (processEnds(history).some(({ n }) => n < to)) return true;
  if (takenAway(history, interval.credential, to) !== undefined) return true;
  if (wasNotConnected(history, interval) || failedByMachine(history, interval)) return true;
  if (!isDisturbedBefore(history, to)) return troubled.some((exchange) => !isOwnMistake(exchange));
  return (
    troubled.length > 0 ||
    metFlawedCertificate(history, interval) ||
    targetFaultsBefore(history, to).length > 0 ||
    remedyFailed(history, from) ||
    wasInTrouble(history, interval)
  );
}
