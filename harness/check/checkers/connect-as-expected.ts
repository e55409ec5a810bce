import { isDeepStrictEqual } from 'node:util';
import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { connectAttempt } from '../views/connect-attempt.ts';
import { connectOutcome } from '../views/connect-outcome.ts';
import { count, list } from '../views/words.ts';

type Connect = EventOf<'connect'>;
type Probe = EventOf<'stored-credential'>;

const WORDS = {
  connected: 'connected, with all that was asked for',
  'granted-less': 'connected, with less scope than was asked for',
  'without-refresh-token': 'connected, without a refresh token',
  refused: 'refused',
  'not-returned': 'the provider sent nobody back',
  unanswered: 'nobody answered the user who came back',
  nothing: 'said to be connected, although the provider gave no token',
} as const;

interface Flaw {
  readonly n: number;
  readonly what: string;
}

/** What is wrong with the end of an attempt; undefined when nothing is. */
function flawOf(
  history: History,
  connect: Connect,
  expected: readonly (keyof typeof WORDS)[],
): Flaw | undefined {
  const ends = connectOutcome(history, connect) ?? [];
  if (ends.some((end) => expected.includes(end))) return undefined;
  const said = connect.ok || connect.error === undefined ? '' : ` (${connect.error})`;
  return {
    n: connect.n,
    what: `connecting ${connect.credential} ended as ‘${list(ends.map((end) => WORDS[end]))}’${said}, and not as ‘${expected.map((end) => WORDS[end]).join('’ or ‘')}’`,
  };
}

/** Words by which a user learns that what he has connected is not for long. */
const NOT_FOR_LONG =
  /refresh[ _-]?token|\bexpir|\boffline|\bconnect\w* again|\breconnect|\bends\b/i;

/**
 * What the page of a connect owes to a user whose account ends with its first access token, since
 * there is none but that one, and it expires. A client that goes on with an older refresh token
 * owes nothing.
 */
function owedWarning(history: History, connect: Connect): readonly Flaw[] {
  const { ok, shown, credential, n } = connect;
  if (!ok || shown === undefined) return [];
  const told = connectAttempt(history, connect).findLast(({ reply }) => reply?.issued?.access);
  const stored = history
    .of('stored-credential')
    .find((probe) => probe.n > n && probe.credential === credential);
  const ends = told?.reply?.expiresInSeconds !== undefined && stored?.refresh === 'absent';
  return ends && !NOT_FOR_LONG.test(shown)
    ? [
        {
          n,
          what: `connecting ${credential} brought no refresh token, so that it ends in ${told.reply?.expiresInSeconds} s, and the page says nothing of it: "${shown.slice(0, 120)}"`,
        },
      ]
    : [];
}

const tokensOf = ({ access, refresh, members }: Probe): unknown => ({ access, refresh, members });

/**
 * True when tokens came for a credential between two readings, by whatever request: then another
 * one stored is no trace of the refused attempt.
 */
const renewedBetween = (history: History, before: Probe, now: Probe): boolean =>
  history
    .exchanges()
    .some(
      ({ request, reply }) =>
        request.client === now.credential &&
        request.n < now.n &&
        (reply?.n ?? 0) > before.n &&
        reply?.issued !== undefined,
    );

/** Tokens that a refused connect has touched. */
function touchedTokens(history: History): readonly Flaw[] {
  const probes = history.of('stored-credential');
  return probes.flatMap((now, at): Flaw[] => {
    if (now.moment !== 'refused') return [];
    const before = probes.slice(0, at).findLast(({ credential }) => credential === now.credential);
    return before === undefined ||
      renewedBetween(history, before, now) ||
      isDeepStrictEqual(tokensOf(before), tokensOf(now))
      ? []
      : [
          {
            n: now.n,
            what: `the refused connect of ${now.credential} changed the tokens that were stored`,
          },
        ];
  });
}

/** Checks that connects end as they have to, and that a refused one does no harm. */
export const connectAsExpected = defineChecker({
  name: 'connect-as-expected',
  judges: 'recovery',
  invariant:
    'Every connect that a scenario tries ends as the scenario says: it connects, it is refused, or it brings what the user granted. A refused one leaves the tokens that were stored as they were; one that brings no refresh token says so to the user.',
  basis:
    'RFC 6749 §4.1.2, §4.1.2.1 and §5.1: what comes back from the provider is a code, an error, less than was asked for, or nothing. Whoever connects has to know which, and what worked before goes on.',
  check(history) {
    const expected = [history.head?.expect.connect ?? []].flat();
    const tried = history.of('connect').filter(({ mayFail }) => mayFail === true);
    const judged = expected.length === 0 ? [] : tried;
    const flaws = [
      ...judged
        .filter((connect) => connectOutcome(history, connect) !== undefined)
        .flatMap((connect) => flawOf(history, connect, expected) ?? []),
      ...(expected.includes('without-refresh-token')
        ? judged.flatMap((connect) => owedWarning(history, connect))
        : []),
      ...touchedTokens(history),
    ];
    const [first, ...more] = flaws;
    if (first !== undefined)
      return violated(`${list(flaws.map(({ what }) => what))}.`, [
        first.n,
        ...more.map(({ n }) => n),
      ]);
    const open = judged.filter((connect) => connectOutcome(history, connect) === undefined);
    if (open.length > 0 || (expected.length > 0 && judged.length === 0))
      return unknown(
        'The history does not tell how a connect ended that was tried.',
        open.map(({ n }) => n),
      );
    return holds(
      expected.length === 0
        ? 'The scenario says of no connect how it has to end.'
        : `${count(judged.length, 'connect')} tried: ${expected.map((end) => WORDS[end]).join(' or ')}.`,
      judged.map(({ n }) => n),
    );
  },
});
