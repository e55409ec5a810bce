import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasLostBefore } from '../views/lost-answer.ts';
import { settledAnswers } from '../views/settled-answers.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { nameOf, sameToken } from '../views/token-ref.ts';
import { count } from '../views/words.ts';

/**
 * Calls that spent the refresh token that `reuse` presents. One of them may have arrived after
 * `reuse` and still been carried out before it. There is none when something other than this
 * client's requests spent the token, for example a fault; the client then could not know it.
 */
const spenders = (calls: readonly TokenCall[], reuse: TokenCall): readonly TokenCall[] =>
  calls.filter(
    (call) =>
      call !== reuse &&
      call.committed &&
      call.request.n < (reuse.reply?.n ?? Number.POSITIVE_INFINITY) &&
      sameToken(call.request.presented?.ref, reuse.request.presented?.ref),
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

/**
 * True when the client had received the new token, or when another of its calls that would bring
 * the new token was still under way.
 */
const isGuilty = (history: History, calls: readonly TokenCall[], reuse: TokenCall): boolean =>
  spenders(calls, reuse).some(
    (spender) => !wasLostBefore(history, spender, reuse.request, 'refresh'),
  );

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
          !sameToken(spender.reply?.issued?.refresh, call.request.presented?.ref) &&
          !wasLostBefore(history, spender, call.request, 'refresh') &&
          isSettled(spender, call),
      ),
  );
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
      ...reused.filter((call) => isGuilty(history, calls, call)),
      ...knowinglyInGrace(history, calls),
    ].toSorted((one, other) => one.request.n - other.request.n);
    const [first] = guilty;
    if (first !== undefined) {
      const token =
        first.request.presented?.ref === undefined
          ? 'a refresh token'
          : nameOf(first.request.presented.ref);
      const who = first.request.sender === undefined ? '' : ` by ${first.request.sender}`;
      const evidence = guilty.flatMap((call) =>
        [...spenders(calls, call), call].map(({ request }) => request.n),
      );
      const numbers = [...new Set(evidence)].toSorted((one, other) => one - other);
      return violated(
        `${count(guilty.length, 'refresh', 'refreshes')} showed a refresh token that was already spent, the first one ${token}${who}.`,
        [numbers[0] ?? first.request.n, ...numbers.slice(1)],
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
