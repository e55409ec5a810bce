import { defineChecker } from '../../model/checker.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { callsOf } from '../views/calls-of.ts';
import { intervals } from '../views/intervals.ts';
import { takenAway, takings } from '../views/taken-away.ts';
import { list } from '../views/words.ts';

/** The first reading that shows tokens, or the credential itself, though they were taken away. */
function backAgain(history: History, credential: string): Finding | undefined {
  for (const { credential: name, there, n } of history.of('deleted-credential'))
    if (name === credential && there)
      return violated(
        `${credential}: the credential that an operator had deleted is there again.`,
        [n],
      );
  for (const { credential: name, access, refresh, n } of history.of('stored-credential')) {
    const act = name === credential ? takenAway(history, credential, n) : undefined;
    if (act !== undefined && (access !== 'absent' || refresh !== 'absent'))
      return violated(
        `${credential}: tokens are stored again although an operator has ${act.how} it and nobody connected it.`,
        [act.n, n],
      );
  }
  return undefined;
}

/**
 * The first execution that began after the account was taken away and was let in by the API all the
 * same. One that had begun before may come to its end.
 */
function usedOn(history: History, credential: string): Finding | undefined {
  for (const interval of intervals(history)) {
    if (interval.credential !== credential) continue;
    const act = takenAway(history, credential, interval.from);
    const call = callsOf(history, interval).find(({ reply }) => reply?.accepted === true);
    if (act !== undefined && call !== undefined)
      return violated(
        `${credential}: execution ${interval.key} called the API for the account although an operator had ${act.how} the credential before and nobody connected it.`,
        [act.n, call.request.n],
      );
  }
  return undefined;
}

/** Numbers of the readings by which a credential was looked at after an act. */
const looksAfter = (history: History, credential: string, n: number): readonly number[] =>
  [...history.of('stored-credential'), ...history.of('deleted-credential')]
    .filter((reading) => reading.credential === credential && reading.n > n)
    .map((reading) => reading.n);

/** Checks that a late save does not undo what an operator has taken away. */
export const accountStaysTakenAway = defineChecker({
  name: 'account-stays-taken-away',
  judges: 'safety',
  invariant:
    'A credential that an operator has disconnected or deleted has no tokens from then on, and no execution that begins later acts for its account, until somebody connects it.',
  basis:
    'Whoever disconnects an account relies on it that nothing acts for it any more (RFC 7009 §1). A refresh that was under way and saves what it got undoes that, and so does a copy of the tokens in memory, and nobody is told.',
  check(history) {
    const credentials = Object.keys(history.head?.credentials ?? {});
    const acted = credentials.filter((credential) => takings(history, credential).length > 0);
    if (acted.length === 0) return holds('No operator took an account away.');
    if (history.head?.capabilities?.includes('stored-credential') === false)
      return notLookedAt('This target does not show its stored credentials.');
    for (const credential of acted) {
      const bad = backAgain(history, credential) ?? usedOn(history, credential);
      if (bad !== undefined) return bad;
    }
    const looks = acted.map((credential) =>
      looksAfter(history, credential, takings(history, credential)[0]?.n ?? 0),
    );
    if (looks.some((numbers) => numbers.length === 0))
      return unknown('Nobody looked at the credential after an operator took its account away.');
    return holds(
      `${list(acted)}: nothing came back after an operator took the account away.`,
      looks.flat(),
    );
  },
});
