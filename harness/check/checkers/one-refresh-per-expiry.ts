import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { accessDeaths, type AccessDeath } from '../views/access-lives.ts';
import { diedUnseen, wasLostBefore } from '../views/lost-answer.ts';
import { processEnds } from '../views/process-ends.ts';
import { tokenAge } from '../views/token-age.ts';
import { renewals, tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { nameOf } from '../views/token-ref.ts';
import { count } from '../views/words.ts';

/**
 * One expiry, as the events define it. Every successful renewal belongs to the *newest* access
 * token of its client that was known to be dead when the client sent the request. A renewal sent
 * after the new token had arrived still belongs to the old death, so it counts as a second renewal
 * of it; once the new token is dead too, the renewal belongs to that death. A client with the
 * client credentials grant starts without a token: its first calls belong to this common state.
 */
interface Expiry {
  readonly client: string;
  readonly death: AccessDeath | undefined;
  readonly renewals: TokenCall[];
}

/**
 * How often a credential was connected again or recreated before an event. Renewals from before
 * that belong to another expiry.
 */
function fresh(history: History, calls: readonly TokenCall[], client: string, n: number): number {
  const connects = calls.filter(
    (call) =>
      call.kind === 'code' && call.client === client && call.committed && call.request.n < n,
  ).length;
  const recreated = history
    .of('remedy')
    .filter(
      (event) => event.state === 'begin' && event.remedy === 'recreate' && event.n < n,
    ).length;
  return connects + recreated;
}

/**
 * How many processes that had received tokens for the client had ended before an event. A token
 * that the API never refused may have existed only in the memory of such a process.
 */
function restarts(
  history: History,
  calls: readonly TokenCall[],
  client: string,
  n: number,
): number {
  const received = renewals(calls).filter((call) => call.client === client && call.committed);
  return processEnds(history).filter(
    (event) =>
      event.n < n &&
      received.some(
        ({ request }) =>
          request.n < event.n && (request.sender === undefined || request.sender === event.process),
      ),
  ).length;
}

function newestDeath(
  deaths: readonly AccessDeath[],
  client: string,
  n: number,
): AccessDeath | undefined {
  return deaths
    .filter((death) => death.client === client && death.n < n)
    .toSorted((one, other) => one.order - other.order)
    .at(-1);
}

/** A token that the client replaced because it was near its end, seen as one that had ended. */
function ripeToken({ client, reply }: TokenCall): AccessDeath | undefined {
  const token = reply?.issued?.access;
  return token === undefined || reply === undefined
    ? undefined
    : { token, client, n: reply.n, order: reply.n };
}

function expiries(history: History, calls: readonly TokenCall[]): readonly Expiry[] {
  const deaths = accessDeaths(history);
  const isRipe = tokenAge(history);
  const groups = new Map<string, Expiry>();
  for (const call of renewals(calls)) {
    const { client } = call;
    if (client === undefined || !call.committed) continue;
    const { n } = call.request;
    const replaced = calls.findLast(
      (one) => one.client === client && one.toldAccess && (one.reply?.n ?? n) < n,
    );
    const death =
      replaced !== undefined && isRipe(replaced, call.request)
        ? ripeToken(replaced)
        : newestDeath(deaths, client, n);
    if (death === undefined && call.kind === 'refresh') continue;
    const id = JSON.stringify([
      client,
      fresh(history, calls, client, n),
      death?.token.fingerprint ?? restarts(history, calls, client, n),
    ]);
    const group = groups.get(id) ?? { client, death, renewals: [] };
    group.renewals.push(call);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/**
 * True when the answer of an earlier renewal did not reach the client, or when the process that
 * received it ended.
 */
const isLost = (history: History, earlier: TokenCall, { request }: TokenCall): boolean =>
  wasLostBefore(history, earlier, request, 'access') || diedUnseen(history, earlier, request);

/**
 * Renewals of one expiry beyond the first one. A renewal is not counted when every earlier answer
 * had been lost: the client then has to ask again.
 */
const surplus = (history: History, { renewals: all }: Expiry): readonly TokenCall[] =>
  all.filter(
    (call, index) =>
      index > 0 && !all.slice(0, index).every((earlier) => isLost(history, earlier, call)),
  );

/**
 * Tells the other expiries that were refreshed too often: who knows the first one must not take the
 * rest for known.
 */
const moreInWords = (others: readonly { readonly expiry: Expiry }[]): string =>
  others.length === 0
    ? ''
    : ` ${count(others.length, 'more expiry', 'more expiries')} with more refreshes than one.`;

/**
 * Checks that each dead access token leads to one refresh, across items, workflows and processes.
 */
export const oneRefreshPerExpiry = defineChecker({
  name: 'one-refresh-per-expiry',
  judges: 'safety',
  invariant:
    'One dead access token leads to at most one successful refresh, however many calls met it.',
  basis:
    'Where refresh tokens rotate (RFC 9700 §4.14.2) a second refresh looks like theft; elsewhere it uses up quotas and evicts live tokens.',
  check(history) {
    const calls = tokenCalls(history);
    const all = expiries(history, calls);
    const worst = all
      .map((expiry) => ({ expiry, extra: surplus(history, expiry) }))
      .filter(({ extra }) => extra.length > 0);
    const [first, ...others] = worst;
    if (first !== undefined) {
      const cause =
        first.expiry.death === undefined
          ? 'the first token'
          : `the end of ${nameOf(first.expiry.death.token)}`;
      const evidence = worst.flatMap(({ expiry }) =>
        expiry.renewals.map(({ request }) => request.n),
      );
      return violated(
        `${first.expiry.renewals.length} refreshes of ${first.expiry.client} succeeded for ${cause}; one was enough.${moreInWords(others)}`,
        [evidence[0] ?? 0, ...evidence.slice(1)],
      );
    }
    const nameless = renewals(calls).filter((call) => call.client === undefined && call.committed);
    if (nameless.length > 0)
      return unknown(
        `${count(nameless.length, 'successful refresh', 'successful refreshes')} cannot be told whose they are.`,
        nameless.map(({ request }) => request.n),
      );
    const repeated = all.filter((expiry) => expiry.renewals.length > 1).length;
    const done = all.flatMap((expiry) => expiry.renewals);
    return holds(
      `${count(done.length, 'successful refresh', 'successful refreshes')} for ${count(all.length, 'expiry', 'expiries')}${repeated > 0 ? `; ${repeated} had to be repeated because the answer was lost` : ''}.`,
      done.map(({ request }) => request.n),
    );
  },
});
