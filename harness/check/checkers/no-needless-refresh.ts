import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { excessRequests, type Excess } from '../views/excess-requests.ts';
import { lastAnswerBefore, needlessRenewals } from '../views/needless-renewals.ts';
import { renewals, tokenCalls } from '../views/token-calls.ts';
import { count } from '../views/words.ts';

/** Requests for new tokens that nothing called for. */
function needlessFinding(history: History): Finding | undefined {
  const needless = needlessRenewals(history);
  const [first, ...more] = needless;
  if (first === undefined) return undefined;
  const answer = lastAnswerBefore(history, first.request.n)?.status;
  const after =
    answer === undefined ? 'before any answer of the API' : `after the API's answer ${answer}`;
  return violated(
    `${count(needless.length, 'request')} for new tokens that no refused token called for, the first one ${after}.`,
    [first.request.n, ...more.map(({ request }) => request.n)],
  );
}

function loopFinding(history: History): Finding | undefined {
  const loops = excessRequests(history);
  const loop = loops.find(({ isSure }) => isSure) ?? loops[0];
  if (loop === undefined) return undefined;
  const [first = 0, ...more] = loop.calls.map(({ request }) => request.n);
  const text = inWords(loop);
  return loop.isSure
    ? violated(text, [first, ...more])
    : unknown(`${text} Whether the client paused in between cannot be told.`, [first, ...more]);
}

const inWords = ({ calls, executions, tries, of, allowed }: Excess): string => {
  const what = of === 'tokens' ? 'new token' : 'failed token request';
  return `${count(calls.length, what)} in ${count(executions, 'execution')} with ${count(tries, 'try', 'tries')}; at most ${allowed} can help.`;
};

/** Requests in a time for which the scenario says that none can help. */
function futileFinding(history: History): Finding | undefined {
  if (history.head?.expect.tokenRequests !== 'none') return undefined;
  const from = history.steadyStateEnd ?? Number.POSITIVE_INFINITY;
  const to = history.of('remedy')[0]?.n ?? Number.POSITIVE_INFINITY;
  const [first, ...more] = renewals(tokenCalls(history))
    .map(({ request }) => request.n)
    .filter((n) => n > from && n < to);
  return first === undefined
    ? undefined
    : violated(
        `${count(more.length + 1, 'request')} for new tokens, although nothing but an operator could help.`,
        [first, ...more],
      );
}

/** Checks that the client asks for new tokens only when it needs them, and in bounds. */
export const noNeedlessRefresh = defineChecker({
  name: 'no-needless-refresh',
  judges: 'safety',
  invariant:
    'New tokens are asked for only when the old one was refused or is near its end, once for each try of an execution; a failed request is repeated only a few times, with pauses.',
  basis:
    'RFC 6750 §3.1: 401 means the token, 403 does not. A refresh on 403, 404, 429 or 5xx mends nothing, spends a refresh token and feeds a rate limit; so does a second one for a call whose new token was refused.',
  check(history) {
    const findings = [
      futileFinding(history),
      needlessFinding(history),
      loopFinding(history),
    ].filter((finding) => finding !== undefined);
    const worst = findings.find(({ verdict }) => verdict === 'violated') ?? findings[0];
    if (worst !== undefined) return worst;
    const asked = renewals(tokenCalls(history));
    const nameless = asked.filter(({ client }) => client === undefined);
    if (nameless.length > 0)
      return unknown(
        `${count(nameless.length, 'token request')} cannot be told whose they are.`,
        nameless.map(({ request }) => request.n),
      );
    return holds(
      `${count(asked.length, 'request')} for new tokens, each called for by a token that was refused, missing or near its end.`,
      asked.map(({ request }) => request.n),
    );
  },
});
