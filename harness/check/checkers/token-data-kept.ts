import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { MOMENT_OF_EXPIRY } from '../../model/moment-of-expiry.ts';
import { farMoments } from '../views/far-moments.ts';
import { fieldsOfNoValue } from '../views/spoilt-fields.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { sameToken } from '../views/token-ref.ts';
import { count, list, seconds, unique } from '../views/words.ts';

type Probe = EventOf<'stored-credential'>;

/**
 * Fields that describe one token and end with it: a reply that leaves them out says nothing about
 * the new token, so the old value need not stay.
 */
const OF_ONE_TOKEN = /^(id_token|created_at|issued_at|.*expires.*)$/;

/** Lifetimes are told in seconds (RFC 6749 §5.1): moments of two tokens so far apart differ. */
const APART_MS = 1_000;

interface Expected {
  readonly probe: Probe;
  /** The fields that must be stored, each with the digest of the value that was told last. */
  readonly members: ReadonlyMap<string, string>;
  /** Digest of the lifetime that the reply told; undefined when it told none that is of use. */
  readonly lifetime: string | undefined;
  /** The reply that brought the stored tokens. */
  readonly reply: EventOf<'reply'>;
}

/**
 * The replies of which a reading shows the result, oldest first: the one with the stored access
 * token, and those before it since the credential was last connected.
 */
function repliesBehind(calls: readonly TokenCall[], probe: Probe): readonly TokenCall[] {
  if (typeof probe.access === 'string') return [];
  const stored = probe.access;
  const own = calls.filter(
    ({ client, reply }) => client === probe.credential && reply !== undefined && reply.n < probe.n,
  );
  const gave = own.filter(({ reply }) => sameToken(reply?.issued?.access, stored));
  // A token that was given twice does not say which of its replies has been saved.
  if (gave.length !== 1) return [];
  const last = own.findLastIndex(({ reply }) => sameToken(reply?.issued?.access, stored));
  const first = own.findLastIndex(({ kind }, index) => kind === 'code' && index <= last);
  return own.slice(Math.max(0, first), last + 1);
}

/**
 * What must be stored at a reading; undefined when the replies behind it were not recorded in
 * full. A reply in the middle of which the connection broke, or that an earlier process did not
 * live to save, may be missing.
 */
function expected(
  calls: readonly TokenCall[],
  probe: Probe,
  spoilt: ReturnType<typeof fieldsOfNoValue>,
): Expected | undefined {
  const replies = repliesBehind(calls, probe);
  const newest = replies.at(-1);
  if (newest?.reply?.members === undefined || probe.members === undefined) return undefined;
  const members = new Map<string, string>();
  const stays = replies[0];
  for (const [name, digest] of Object.entries(
    stays?.toldAccess === true ? (stays.reply?.members ?? {}) : {},
  ))
    if (!OF_ONE_TOKEN.test(name)) members.set(name, digest);
  const changed = new Set(
    replies.slice(1, -1).flatMap(({ reply }) => Object.keys(reply?.members ?? {})),
  );
  for (const name of changed) members.delete(name);
  for (const [name, digest] of Object.entries(newest.reply.members)) members.set(name, digest);
  for (const { reply } of replies)
    for (const name of reply === undefined ? [] : spoilt(reply)) members.delete(name);
  const lifetime = spoilt(newest.reply).has('expires_in')
    ? undefined
    : newest.reply.members['expires_in'];
  return { probe, members, lifetime, reply: newest.reply };
}

/**
 * The fields of a reading that still say when an earlier token ends, although the reply with the
 * stored one told its own lifetime.
 */
function staleMoments(one: Expected, before: readonly Expected[]): readonly string[] {
  if (one.lifetime === undefined) return [];
  const earlier = before.filter(
    ({ probe, reply }) =>
      probe.credential === one.probe.credential && one.reply.at - reply.at >= APART_MS,
  );
  return Object.entries(one.probe.members ?? {}).flatMap(([name, digest]) =>
    MOMENT_OF_EXPIRY.test(name) &&
    one.reply.members?.[name] === undefined &&
    earlier.some(({ probe }) => probe.members?.[name] === digest)
      ? [name]
      : [],
  );
}

/** Checks that all of a token reply is stored, and stays until a later reply replaces it. */
export const tokenDataKept = defineChecker({
  name: 'token-data-kept',
  judges: 'safety',
  invariant:
    'Every field of the token reply is stored beside the tokens, a field that a refresh does not repeat stays, and a stored moment of expiry is that of the stored token, as its reply told it.',
  basis:
    'Workflows read the account’s address, team or token type from the credential (RFC 6749 §5.1 lets providers add such fields). Lost at a refresh, they come back only when somebody connects again. Whoever goes by an old or a wrong moment of expiry refreshes at every call, or too late.',
  check(history: History) {
    if (history.head?.capabilities?.includes('stored-credential') === false)
      return notLookedAt('This target does not show its stored credentials.');
    const probes = history.of('stored-credential');
    if (probes.length > 0 && probes.every(({ members }) => members === undefined))
      return notLookedAt('The fields of the stored token data were not recorded in this run.');
    const calls = tokenCalls(history);
    const spoilt = fieldsOfNoValue(history);
    const looked = probes.flatMap((probe) => expected(calls, probe, spoilt) ?? []);
    for (const { probe, members } of looked) {
      const wrong = [...members].filter(([name, digest]) => probe.members?.[name] !== digest);
      if (wrong.length > 0)
        return violated(
          `${list(wrong.map(([name]) => `${probe.credential}: ${name} ${probe.members?.[name] === undefined ? 'is not stored' : 'is stored with a value that the provider did not give'}`))}.`,
          [probe.n],
        );
    }
    for (const [index, one] of looked.entries()) {
      const stale = staleMoments(one, looked.slice(0, index));
      if (stale.length > 0)
        return violated(
          `${one.probe.credential}: ${list(stale)} still says when an earlier access token ends.`,
          [one.reply.n, one.probe.n],
        );
      const [far] = farMoments(history, one);
      if (far !== undefined)
        return violated(
          `${one.probe.credential}: by ${far.name} the access token ends ${seconds(far.apartMs)} ${far.isEarly ? 'earlier' : 'later'} than its expires_in says.`,
          [one.reply.n, one.probe.n],
        );
    }
    if (looked.length === 0)
      return unknown(
        'No stored credential was read together with the token reply that it came from.',
        probes.map(({ n }) => n),
      );
    return holds(
      `${count(looked.length, 'reading')} of ${count(unique(looked.map(({ probe }) => probe.credential)).length, 'stored credential')}: all that the token replies said is there.`,
      looked.map(({ probe }) => probe.n),
    );
  },
});
