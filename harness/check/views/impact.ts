import type { RecordedExchange, History } from '../../model/history.ts';
import { intervals } from './intervals.ts';
import { faultsOfPlan, proofs } from './next-expiry.ts';
import { BYSTANDER, startOf, succeeded, executionsOf } from './phases.ts';
import { senders } from './senders.ts';
import { isSilentFailure } from './silent-failures.ts';
import { renewals, tokenCalls as allTokenCalls } from './token-calls.ts';
import { tokenRefusals } from './token-refusals.ts';
import { unreadAnswers } from './unread-answers.ts';
import { unique } from './words.ts';

/**
 * The effect on the credential under test, in numbers: under the fault or, when nothing ran under
 * it, between the fault and the first act of an operator.
 */
export interface Impact {
  readonly executions: number;
  /** Executions that did not do their work, whatever status they report. */
  readonly failed: number;
  /** Failed executions that report success. */
  readonly silent: number;
  /** Failed executions that never ended. */
  readonly hung: number;
  /** Failed executions whose client ended, so that their result is not known. */
  readonly lost: number;
  /** Executions with at least one API call that was refused because of its token. */
  readonly metBy: number;
  /** The state of the refused tokens: `expired`, `revoked`, `refused` (although live), … */
  readonly tokenStates: readonly string[];
  readonly faults: readonly string[];
  readonly refreshes: number;
  /** Number of different access tokens that the API refused. */
  readonly deadTokens: number;
  /** Number of different refresh tokens that the refresh requests presented. */
  readonly refreshTokens: number;
  /** Number of all requests for new tokens, including those with the client credentials grant. */
  readonly tokenCalls: number;
  /** How many of these requests were answered with tokens. */
  readonly renewed: number;
  readonly refusals: number;
  readonly errors: readonly string[];
  /** Answers for which tokens were issued and that did not bring them to the client, in words. */
  readonly unreadAnswers: readonly string[];
  /** True when a spent refresh token was presented and the provider revoked its family for it. */
  readonly takenAsTheft: boolean;
}

/**
 * The span that the numbers cover: from the end of the steady state to healing, to the first
 * remedy, or to the harness's own test with another expiry.
 */
function span(history: History): { readonly from: number; readonly to: number } {
  const during = executionsOf(history, 'during');
  const healed = executionsOf(history, 'healed').map((execution) => startOf(history, execution));
  const starts = [...during.map((execution) => startOf(history, execution)), ...healed];
  const ends = [
    ...history.of('remedy').filter(({ state }) => state === 'begin'),
    ...proofs(history),
  ].map(({ n }) => n);
  return {
    from: Math.min(history.steadyStateEnd ?? Number.POSITIVE_INFINITY, ...starts),
    to: Math.min(Number.POSITIVE_INFINITY, ...ends, ...(during.length > 0 ? healed : [])),
  };
}

function theft(history: History, from: number, to: number): boolean {
  const within = history.of('ledger').filter(({ n }) => n > from && n < to);
  return within.some(
    (replay) =>
      replay.action === 'replayed' &&
      within.some(
        ({ action, token, n }) =>
          action === 'revoked' && n > replay.n && token?.family === replay.token?.family,
      ),
  );
}

const stateOf = ({ request }: RecordedExchange): string => {
  const standing = request.presented?.standing ?? 'unknown';
  return standing === 'live' ? 'refused' : standing;
};

const presentedToken = ({ request }: RecordedExchange): string =>
  request.presented?.ref?.fingerprint ?? '';

const faultsBegun = (history: History, from: number, to: number): readonly string[] =>
  unique(
    faultsOfPlan(history)
      .filter(({ n }) => n >= from && n < to)
      .map(({ fault }) => fault),
  );

/** Computes the {@link Impact} from the history alone. */
export function impact(history: History): Impact {
  const { from, to } = span(history);
  const within = (n: number): boolean => n > from && n < to;
  const senderOf = senders(history);
  const executions = [
    ...executionsOf(history, 'during'),
    ...executionsOf(history, 'healed'),
  ].filter((execution) => startOf(history, execution) < to);
  const ended = (how: 'hung' | 'lost'): number =>
    executions.filter(({ status }) => status === how).length;
  const keys = new Set(executions.map(({ key }) => key));
  const refused = tokenRefusals(history).filter(
    ({ n, client }) => within(n) && client !== BYSTANDER,
  );
  const items = new Set(refused.map(({ item }) => item));
  const numbers = new Set(
    refused
      .filter(({ n, item }) => refused.find((other) => other.item === item)?.n === n)
      .map(({ n }) => n),
  );
  const calls = renewals(allTokenCalls(history)).filter(
    ({ request, client }) => within(request.n) && client !== BYSTANDER,
  );
  const refreshes = calls.filter(({ kind }) => kind === 'refresh');
  const rejected = calls.filter(
    ({ reply }) => reply !== undefined && reply.outcome === 'http' && (reply.status ?? 0) >= 400,
  );
  return {
    executions: executions.length,
    failed: executions.filter((execution) => !succeeded(history, execution)).length,
    silent: executions.filter((execution) => isSilentFailure(history, execution)).length,
    hung: ended('hung'),
    lost: ended('lost'),
    metBy: intervals(history).filter(
      (interval) => keys.has(interval.key) && interval.items.some((item) => items.has(item)),
    ).length,
    tokenStates: unique(
      history
        .exchanges()
        .filter(
          ({ reply, request }) =>
            reply !== undefined && numbers.has(reply.n) && senderOf(request) !== BYSTANDER,
        )
        .map(stateOf),
    ),
    faults: faultsBegun(history, from, to),
    refreshes: refreshes.length,
    deadTokens: unique(refused.map(({ token }) => token?.fingerprint ?? '')).length,
    refreshTokens: unique(refreshes.map(presentedToken)).length,
    tokenCalls: calls.length,
    renewed: calls.filter(({ committed }) => committed).length,
    refusals: rejected.length,
    errors: unique(rejected.map(({ reply }) => reply?.error ?? `status ${reply?.status ?? 0}`)),
    unreadAnswers: unreadAnswers(history, calls),
    takenAsTheft: theft(history, from, to),
  };
}
