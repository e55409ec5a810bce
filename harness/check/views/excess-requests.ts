import type { History } from '../../model/history.ts';
import { accessDeaths } from './access-lives.ts';
import { crossedFailures } from './crossed-failures.ts';
import { refusedToLateItems } from './first-calls.ts';
import { busyPeriods, intervals } from './intervals.ts';
import { tokenAge } from './token-age.ts';
import { renewals, tokenCalls, type TokenCall } from './token-calls.ts';
import { tokenRefusals } from './token-refusals.ts';
import { triesOf } from './tries.ts';
import { unique } from './words.ts';

/**
 * Failed token requests allowed for each try of an execution, whatever the pauses: three where the
 * failure may pass, as everybody's "three tries"; where it is final, one and one repetition.
 */
const PASSING_PER_TRY = 3;
const FINAL_PER_TRY = 2;
/** Repetitions allowed beyond that for each try when the client pauses before each of them. */
const PATIENT_REPEATS_PER_TRY = 5;
/**
 * A pause counts as one when it is this many times as long as the client and the provider of this
 * very run need for an ordinary step. Between the two nobody can say.
 */
const SURELY_A_PAUSE = 4;
const SURELY_NONE = 2;
/** However quick the steps are: a program that waits on purpose waits longer than this. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_STEP_MS = 50;

/** Refusals that stay the same however often one asks (RFC 6749 §5.2). */
const FINAL: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
]);

/** Under a status of a failed server (RFC 9110 §15.6) the same words need not last. */
const isFinal = ({ reply }: TokenCall): boolean =>
  FINAL.has(reply?.error ?? '') && (reply?.status ?? 0) < 500;

/** More token requests than the executions of a period can use. */
export interface Excess {
  readonly calls: readonly TokenCall[];
  readonly executions: number;
  readonly tries: number;
  /** `tokens`: more new tokens than can help. `failures`: failed requests repeated too often. */
  readonly of: 'tokens' | 'failures';
  readonly allowed: number;
  /** False when it depends on whether a pause was long enough, and this run cannot tell. */
  readonly isSure: boolean;
}

const min = (values: readonly number[]): number => Math.min(...values.filter((value) => value > 0));

/**
 * How long an ordinary step takes in this run: the quickest answer of the token endpoint, or the
 * quickest request after the refusal that caused it, whichever is longer.
 */
function stepMs(history: History, calls: readonly TokenCall[]): number {
  const refusals = tokenRefusals(history);
  const answers = calls.flatMap(({ request, reply }) =>
    reply?.outcome === 'http' ? [reply.at - request.at] : [],
  );
  const reactions = renewals(calls).flatMap(({ request, client }) => {
    const cause = refusals.findLast((one) => one.client === client && one.n < request.n);
    return cause === undefined ? [] : [request.at - cause.at];
  });
  const known = [min(answers), min(reactions)].filter((value) => Number.isFinite(value));
  return Math.max(0, ...known);
}

/** Failed requests of a list that follow a failure that may pass, after a pause. */
const patient = (failed: readonly TokenCall[], pauseMs: number): number =>
  failed.filter(({ request }, index) => {
    const before = failed[index - 1];
    if (before?.reply === undefined || isFinal(before)) return false;
    return request.at - before.reply.at >= pauseMs;
  }).length;

/**
 * Returns a function that counts how many new tokens a period can use: one for each try, one for
 * each token that had worked before it was refused, and those that replace a token near its end. A
 * token that was refused without ever having worked is no reason to ask again and again.
 */
function usable(history: History, calls: readonly TokenCall[]) {
  const accepted = new Map<string, number>();
  for (const { request, reply } of history.exchanges()) {
    const token = request.presented?.ref?.fingerprint;
    if (token !== undefined && reply?.accepted === true && !accepted.has(token))
      accepted.set(token, reply.n);
  }
  const worked = accessDeaths(history).filter(
    ({ token, n }) => (accepted.get(token.fingerprint) ?? Number.POSITIVE_INFINITY) < n,
  );
  const isRipe = tokenAge(history);
  return (client: string, within: readonly TokenCall[], tries: number): number => {
    const to = within.at(-1)?.request.n ?? 0;
    const from = within[0]?.request.n ?? 0;
    const before = (n: number) =>
      calls.findLast((one) => one.client === client && one.toldAccess && (one.reply?.n ?? n) < n);
    const since = before(from)?.reply?.n ?? 0;
    const ended = worked.filter(
      (death) => death.client === client && death.n > since && death.n < to,
    );
    const early = within.filter(({ request }) => {
      const last = before(request.n);
      return last !== undefined && isRipe(last, request);
    });
    return tries + ended.length + early.length;
  };
}

/**
 * Periods in which the executions of a credential sent more token requests than they can use.
 * Requests after the end of the last execution still count to its period.
 */
export function excessRequests(history: History): readonly Excess[] {
  const all = intervals(history);
  const calls = tokenCalls(history);
  const step = stepMs(history, calls);
  const usableOf = usable(history, calls);
  return unique(all.map(({ credential }) => credential)).flatMap((credential) => {
    const periods = busyPeriods(all, credential);
    return periods.flatMap((period, index): readonly Excess[] => {
      const from = period[0]?.from ?? 0;
      const to = periods[index + 1]?.[0]?.from ?? Number.POSITIVE_INFINITY;
      const within = renewals(calls).filter(
        ({ client, request }) => client === credential && request.n > from && request.n < to,
      );
      const tries = period.reduce((sum, interval) => sum + triesOf(history, interval), 0);
      const about = { executions: period.length, tries };
      const told = within.filter(({ toldAccess }) => toldAccess);
      const failed = within.filter(({ toldAccess }) => !toldAccess);
      const allowed = usableOf(credential, told, tries) + refusedToLateItems(history, period);
      const bearable =
        tries * (failed.some(isFinal) ? FINAL_PER_TRY : PASSING_PER_TRY) +
        crossedFailures(history, period, failed);
      const hasty = (pauseMs: number): boolean =>
        failed.length - Math.min(patient(failed, pauseMs), PATIENT_REPEATS_PER_TRY * tries) >
        bearable;
      return [
        ...(told.length > allowed
          ? [{ ...about, calls: told, of: 'tokens', allowed, isSure: true } as const]
          : []),
        ...(hasty(Math.max(step * SURELY_A_PAUSE, SHORTEST_PAUSE_MS))
          ? [
              {
                ...about,
                calls: failed,
                of: 'failures',
                allowed: bearable,
                isSure: hasty(Math.max(step * SURELY_NONE, LONGEST_STEP_MS)),
              } as const,
            ]
          : []),
      ];
    });
  });
}
