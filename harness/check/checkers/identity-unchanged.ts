import { defineChecker } from '../../model/checker.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import {
  accountsToldAtConnect,
  callsForReplaced,
  exchangesForAnotherAccount,
} from '../views/other-account.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { nameOf } from '../views/token-ref.ts';
import { count } from '../views/words.ts';

const familyOf = ({ reply }: TokenCall): string => reply?.issued?.access?.family ?? '';

/** Fingerprints of the tokens that came in an answer and that the client had not got before. */
function newIn(call: TokenCall, calls: readonly TokenCall[]): readonly string[] {
  const earlier = new Set(
    calls
      .filter(({ request }) => request.n < call.request.n)
      .flatMap(({ reply }) => [reply?.issued?.access, reply?.issued?.refresh])
      .map((token) => token?.fingerprint),
  );
  return [call.reply?.issued?.access, call.reply?.issued?.refresh].flatMap((token) =>
    token === undefined || earlier.has(token.fingerprint) ? [] : [token.fingerprint],
  );
}

/** True when an ID token was told that the recorder of an older version did not read. */
const isUnread = ({ reply }: TokenCall): boolean =>
  reply?.members?.['id_token'] !== undefined && reply.issued?.idTokenSubject === undefined;

/** An account that an operator has replaced is used on, whether or not an ID token tells. */
function replacedFinding(history: History): Finding | undefined {
  const [first, ...more] = callsForReplaced(history);
  return first === undefined
    ? undefined
    : violated(
        `${count(more.length + 1, 'call')} for ${first.account} although an operator had connected ${first.credential} with ${first.chosen} before.`,
        [first.call.request.n, ...more.map(({ call }) => call.request.n)],
      );
}

/**
 * Checks that tokens of another account are not used. Which of its consents a client goes on with
 * is its own doing. Within one, only an ID token tells a client whose tokens it got: access tokens
 * are not for clients to read (RFC 9068 §6). So a provider that mixes up two users without one
 * deceives every client, and that is held against none.
 */
export const identityUnchanged = defineChecker({
  name: 'identity-unchanged',
  judges: 'safety',
  invariant:
    'Tokens of a refresh whose ID token names another account than the one that consented are not used, nor those of an account in whose place an operator has connected another one.',
  basis:
    'OIDC Core §12.2: the subject of a refreshed ID token must be that of the first one. A new consent is a new grant (RFC 6749 §5.1). Whoever goes on reads and writes in the name of somebody else.',
  check(history: History) {
    const replaced = replacedFinding(history);
    if (replaced !== undefined) return replaced;
    const calls = tokenCalls(history);
    if (calls.some(isUnread))
      return notLookedAt('The accounts that the ID tokens name were not recorded in this run.');
    const atConnect = accountsToldAtConnect(history);
    const told = calls.filter(
      ({ kind, reply }) => kind === 'refresh' && reply?.issued?.idTokenSubject !== undefined,
    );
    const open = told.filter((call) => !atConnect.has(familyOf(call)));
    if (open.length > 0)
      return unknown(
        `${count(open.length, 'refresh', 'refreshes')} of a consent whose account was not recorded.`,
        open.map(({ request }) => request.n),
      );
    const strangers = exchangesForAnotherAccount(history);
    const foreign = new Set(
      told
        .filter(({ request }) => strangers.has(request.exchange))
        .flatMap((call) => newIn(call, calls)),
    );
    const uses = history
      .of('request')
      .filter(({ presented }) => foreign.has(presented?.ref?.fingerprint ?? ''));
    const [first, ...more] = uses;
    if (first?.presented?.ref !== undefined)
      return violated(
        `${count(uses.length, 'request')} with a token of another account, although the ID token beside it said so: ${nameOf(first.presented.ref)} by ${first.client ?? 'the client'}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    return holds(
      told.length === 0
        ? 'No ID token came with a refresh, so nobody could tell whose tokens it brought.'
        : `${count(told.length, 'refresh', 'refreshes')} with an ID token, ${strangers.size} of them for another account, and none of those used.`,
      told.map(({ request }) => request.n),
    );
  },
});
