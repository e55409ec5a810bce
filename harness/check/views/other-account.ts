import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { connectAttempt } from './connect-attempt.ts';
import { intervals } from './intervals.ts';

/**
 * The account that the ID token of the first reply named (OIDC Core §2), for each token family
 * whose consent brought one.
 */
export function accountsToldAtConnect(history: History): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const { request, reply } of history.exchanges()) {
    const { access, idTokenSubject } = reply?.issued ?? {};
    if (request.grantType === 'authorization_code' && access !== undefined)
      if (idTokenSubject !== undefined) told.set(access.family, idTokenSubject);
  }
  return told;
}

/**
 * Numbers of the exchanges whose tokens a client must refuse: the ID token beside them names
 * another account than the one at connect (OIDC Core §12.2).
 */
export function exchangesForAnotherAccount(history: History): ReadonlySet<number> {
  const atConnect = accountsToldAtConnect(history);
  return new Set(
    history.of('reply').flatMap(({ exchange, issued }) => {
      const consented = atConnect.get(issued?.access?.family ?? '');
      const told = issued?.idTokenSubject;
      return consented === undefined || told === undefined || told === consented ? [] : [exchange];
    }),
  );
}

/** The account of each token family: the one that its first token was issued for. */
function accountsOfFamilies(history: History): ReadonlyMap<string, string> {
  const accounts = new Map<string, string>();
  for (const { action, token, subject } of history.of('ledger'))
    if (action === 'issued' && token !== undefined && subject !== undefined)
      if (!accounts.has(token.family)) accounts.set(token.family, subject);
  return accounts;
}

/** A call for an account in whose place an operator had connected another one before. */
export interface CallForReplaced {
  readonly call: RecordedExchange;
  readonly credential: string;
  readonly account: string;
  readonly chosen: string;
}

/** The token family that a connect brought; undefined for one that brought no token. */
const familyOf = (history: History, connect: EventOf<'connect'>): string | undefined =>
  connectAttempt(history, connect).findLast(({ reply }) => reply?.issued?.access)?.reply?.issued
    ?.access?.family;

/**
 * The accepted calls of executions that began after a credential was connected with one account,
 * and that act for another one all the same, with tokens of a consent before.
 */
export function callsForReplaced(history: History): readonly CallForReplaced[] {
  const accounts = accountsOfFamilies(history);
  const connects = history
    .of('connect')
    .filter(({ ok }) => ok)
    .map((connect) => ({ connect, family: familyOf(history, connect) }));
  return intervals(history).flatMap((interval) => {
    const { credential, from } = interval;
    const family = connects.findLast(
      ({ connect }) => connect.credential === credential && connect.n < from,
    )?.family;
    const chosen = accounts.get(family ?? '');
    if (chosen === undefined) return [];
    return callsOf(history, interval).flatMap((call): readonly CallForReplaced[] => {
      const used = call.request.presented?.ref?.family ?? '';
      const account = accounts.get(used);
      const isOther = used !== family && account !== undefined && account !== chosen;
      return isOther && call.reply?.accepted === true
        ? [{ call, credential, account, chosen }]
        : [];
    });
  });
}
