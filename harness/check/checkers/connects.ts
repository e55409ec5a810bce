import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { authorizationRequests } from '../views/authorization-requests.ts';
import { connectAttempt } from '../views/connect-attempt.ts';
import { givenIn } from '../views/connect-outcome.ts';
import { targetFaultsBefore } from '../views/target-faults.ts';
import { count } from '../views/words.ts';

type Connect = EventOf<'connect'>;

/** Error codes by which a provider refuses any client, however correct its requests are. */
const REFUSES_ANYBODY: ReadonlySet<string> = new Set([
  'access_denied',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
]);
/** What an error text says when the client cannot reach the provider at all. */
const UNREACHABLE =
  /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|getaddrinfo|certificate/i;
/** What an error text says when the client refuses less scope than it has asked for. */
const NAMES_SCOPE = /\bscopes?\b|\bpermissions?\b/i;
/** What faults act on when they leave a connect alone. */
const LEAVES_ALONE: ReadonlySet<string> = new Set(['api', 'credential']);

/** True when the provider would have treated a correct client alike. */
function refusesAnybody({ reply }: RecordedExchange): boolean {
  if (reply === undefined || !reply.delivered || reply.faults.length > 0) return true;
  const status = reply.status ?? 0;
  return status >= 500 || status === 429 || REFUSES_ANYBODY.has(reply.error ?? '');
}

/**
 * True for a scope that the provider does not know because the client did not ask for it as it was
 * typed: some providers take commas alone, others only the spaces of RFC 6749 §3.3.
 */
function asksOtherwise(history: History, { request, reply }: RecordedExchange): boolean {
  if (reply?.error !== 'invalid_scope') return false;
  const asked = authorizationRequests(history).find((one) => one.request.n === request.n);
  const { requestedScope = '' } = request;
  return asked !== undefined && asked.typed.includes(',') !== requestedScope.includes(',');
}

/** Why a correct client might have failed to connect, too; undefined when it would not have. */
function excuse(history: History, connect: Connect): string | undefined {
  const exchanges = connectAttempt(history, connect);
  if (history.of('harness-error').some(({ n }) => n > connect.n))
    return 'the harness could not go on';
  if (targetFaultsBefore(history, connect.n).length > 0) return "a fault stood in the client's way";
  if (exchanges.some((one) => refusesAnybody(one) && !asksOtherwise(history, one)))
    return 'the provider refused or did not answer';
  // RFC 6749 §3.3 makes the provider tell what it has granted, and nobody take it.
  if (givenIn(exchanges)?.includes('granted-less') && NAMES_SCOPE.test(connect.error ?? ''))
    return 'the provider granted less than was asked for, and a client need not take that';
  const faults = history
    .of('fault')
    .filter(
      ({ state, actsOn, n }) => state === 'begin' && n < connect.n && !LEAVES_ALONE.has(actsOn),
    );
  const refused = exchanges.some(({ reply }) => (reply?.status ?? 0) >= 400);
  const asked = exchanges.some(({ request }) => request.endpoint === 'token');
  const inForce = faults.filter(
    ({ id, n }) =>
      !history
        .of('fault')
        .some((end) => end.id === id && end.state === 'healed' && end.n > n && end.n < connect.n),
  );
  if (refused && faults.length > 0) return 'a fault may have made the provider refuse';
  if (!asked && inForce.length > 0) return 'a fault may have kept the client from asking';
  return !asked && UNREACHABLE.test(connect.error ?? '')
    ? 'the client could not reach the provider'
    : undefined;
}

/** Checks that every connect works that a correct client would get through. */
export const connects = defineChecker({
  name: 'connects',
  judges: 'safety',
  invariant: 'A credential can be connected whenever provider and processes are in good health.',
  basis:
    'RFC 6749 §4.1: without a first consent no workflow runs, and connecting again is the last thing an operator can do.',
  check(history) {
    const tried = history.of('connect');
    const failed = tried.filter(({ ok }) => !ok);
    const [first, ...more] = failed.filter((connect) => excuse(history, connect) === undefined);
    if (first !== undefined)
      return violated(
        `The credential ${first.credential} could not be connected although nothing stood in the way: ${first.error ?? 'no reason given'}`,
        [first.n, ...more.map(({ n }) => n)],
      );
    const tolerated = failed.filter(({ mayFail }) => mayFail === true);
    const [open] = failed.filter(({ mayFail }) => mayFail !== true);
    if (open !== undefined)
      return unknown(
        `The credential ${open.credential} could not be connected: ${excuse(history, open) ?? ''}.`,
        failed.map(({ n }) => n),
      );
    return holds(
      `${count(tried.length - tolerated.length, 'connect')}, all successful${tolerated.length === 0 ? '' : `; ${count(tolerated.length, 'connect')} that nobody would get through`}.`,
      tried.map(({ n }) => n),
    );
  },
});
