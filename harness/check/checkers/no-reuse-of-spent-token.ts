import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasLostBefore } from '../views/lost-answer.ts';
import { settledAnswers } from '../views/settled-answers.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { nameOf, sameToken } from '../views/token-ref.ts';
import { count, unique } from '../views/words.ts';

/**
 * Calls that spent the refresh token that `reuse` presents. One of them may have arrived after
 * `reuse` and still been carried out before it. A call that brought the same token again has spent
 * nothing. There is none when something other than this client's requests spent the token, for
 * example a fault; the client then could not know it.
 */
const spenders = (calls: readonly TokenCall[], reuse: TokenCall): readonly TokenCall[] =>
  calls.filter(
    (call) =>
      call !== reuse &&
      call.committed &&
      call.request.n < (reuse.reply?.n ?? Number.POSITIVE_INFINITY) &&
      sameToken(call.request.presented?.ref, reuse.request.presented?.ref) &&
      !sameToken(call.reply?.issued?.refresh, reuse.request.presented?.ref),
  );

/**
 * True when the refresh token was already spent when the provider carried out the request.
 * `standing` alone is not enough: it is the state at the request's arrival, and racing requests all
 * arrive with a live token. The ledger records which of them came too late.
 */
function isReuse(history: History, { request }: TokenCall): boolean {
  const replayed = history
    .of('ledger')
    .some(({ action, exchange }) => action === 'replayed' && exchange === request.exchange);
  return request.presented?.standing === 'spent' || replayed;
}

/** A refresh that showed a spent token, beside the earlier one that had it first. */
interface Reuse {
  readonly call: TokenCall;
  readonly earlier: TokenCall | undefined;
}

/**
 * Who showed a token too often. It is whoever came later, also where the provider carried out the
 * first request last: the first one showed a token that nobody had used. The successor must have
 * been known, or the earlier request still under way.
 */
function guiltyReuses(history: History, calls: readonly TokenCall[]): readonly Reuse[] {
  const found = new Map<TokenCall, Reuse>();
  for (const reuse of calls.filter((call) => call.kind === 'refresh' && isReuse(history, call))) {
    const spent = spenders(calls, reuse);
    const pairs = spent.map((spender) =>
      spender.request.n < reuse.request.n
        ? { earlier: spender, call: reuse }
        : { earlier: reuse, call: spender },
    );
    const guilty = pairs.find(
      ({ earlier, call }) => !wasLostBefore(history, earlier, call.request, 'refresh'),
    );
    if (guilty !== undefined && !found.has(guilty.call)) found.set(guilty.call, guilty);
  }
  return [...found.values()];
}

/**
 * Refreshes with a token that is spent and still tolerated, by a client that could have read its
 * successor. Requests that race are what the grace is there for.
 */
function knowinglyInGrace(history: History, calls: readonly TokenCall[]): readonly TokenCall[] {
  const isSettled = settledAnswers(history);
  return calls.filter(
    (call) =>
      call.request.presented?.standing === 'spent-in-grace' &&
      spenders(calls, call).some(
        (spender) =>
          spender.toldRefresh &&
          !wasLostBefore(history, spender, call.request, 'refresh') &&
          isSettled(spender, call),
      ),
  );
}

/** Which token a refresh showed, who sent it, and who was still spending it. */
function inWords({ call, earlier }: Reuse): string {
  const { presented, sender, n } = call.request;
  const token = presented?.ref === undefined ? 'a refresh token' : nameOf(presented.ref);
  const who = sender === undefined ? '' : ` by ${sender}`;
  const other = earlier?.request.sender;
  const isRace = earlier !== undefined && (earlier.reply?.n ?? Number.POSITIVE_INFINITY) > n;
  return isRace && other !== undefined && other !== sender
    ? `${token}${who}, while ${other} waited for the answer to its own refresh with it`
    : `${token}${who}`;
}

/** Checks that a refresh token that was rotated is not used again. */
export const noReuseOfSpentToken = defineChecker({
  name: 'no-reuse-of-spent-token',
  judges: 'safety',
  invariant:
    'A refresh token that was exchanged for a new one is never shown again, unless the new one never reached the client.',
  basis:
    'RFC 6749 §6 (the client must discard the old refresh token) and RFC 9700 §4.14.2 (a replay is treated as theft and revokes the grant).',
  check(history) {
    const calls = tokenCalls(history);
    const refreshes = calls.filter(({ kind }) => kind === 'refresh');
    const reused = refreshes.filter((call) => isReuse(history, call));
    const guilty = [
      ...guiltyReuses(history, calls),
      ...knowinglyInGrace(history, calls).map((call) => ({ call, earlier: undefined })),
    ].toSorted((one, other) => one.call.request.n - other.call.request.n);
    const [first] = guilty;
    if (first !== undefined) {
      const evidence = guilty.flatMap(({ call, earlier }) =>
        [...spenders(calls, call), earlier, call].flatMap((one) => one?.request.n ?? []),
      );
      const numbers = unique(evidence).toSorted((one, other) => one - other);
      return violated(
        `${count(guilty.length, 'refresh', 'refreshes')} showed a refresh token that was already spent, the first one ${inWords(first)}.`,
        [numbers[0] ?? first.call.request.n, ...numbers.slice(1)],
      );
    }
    const unnamed = refreshes.filter(({ request }) => request.presented === undefined);
    if (unnamed.length > 0)
      return unknown(
        `${count(unnamed.length, 'refresh', 'refreshes')} do not say which token they showed.`,
        unnamed.map(({ request }) => request.n),
      );
    const excuse =
      reused.length > 0
        ? `; ${reused.length} of them showed a spent token whose successor had never reached the client`
        : '';
    return holds(
      `${count(refreshes.length, 'refresh', 'refreshes')}, none with a token the client knew to be spent${excuse}.`,
      refreshes.map(({ request }) => request.n),
    );
  },
});
