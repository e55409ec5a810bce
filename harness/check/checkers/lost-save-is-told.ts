import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { gaveTokens, renewalsDuring } from '../views/failing-exchanges.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { couldNotBeSaved } from '../views/lost-answer.ts';
import { sameToken, type TokenRef } from '../views/token-ref.ts';
import { withoutNames } from '../views/without-names.ts';
import { count } from '../views/words.ts';

/** Words of a log that let an operator find out that something could not be stored. */
const OF_SAVING =
  /\bsav(?:e|ed|es|ing)\b|\bstor(?:e|ed|es|ing)\b|\bpersist|\bwrit|\bke(?:ep|pt)\b|updat|database|sqlite|postgres|read.?only|\bdisk/i;

/** True when the credential was read after an event, and this refresh token was never there. */
function isNeverStored(history: History, { credential, to }: Interval, token: TokenRef): boolean {
  const later = history
    .of('stored-credential')
    .filter((reading) => reading.credential === credential && reading.n > to);
  return (
    later.length > 0 &&
    !later.some(({ refresh }) => typeof refresh === 'object' && sameToken(refresh, token))
  );
}

/**
 * True when a refresh of this execution brought another refresh token, which the database refused
 * and which was not stored later either. Where refresh tokens are not rotated, nothing is lost.
 */
const lostItsTokens = (history: History, interval: Interval): boolean =>
  renewalsDuring(history, interval).some((renewal) => {
    const next = renewal.reply?.issued?.refresh;
    return (
      next !== undefined &&
      !sameToken(next, renewal.request.presented?.ref) &&
      gaveTokens(history)(renewal) &&
      couldNotBeSaved(history, renewal) &&
      isNeverStored(history, interval, next)
    );
  });

/** True when an execution that ran at the same time with the same credential failed. */
const isSeenBeside = (all: readonly Interval[], { credential, from, to }: Interval): boolean =>
  all.some(
    (other) =>
      other.credential === credential &&
      other.end?.status === 'error' &&
      other.from < to &&
      other.to > from,
  );

/** Checks that an operator can learn of new tokens that could not be stored. */
export const lostSaveIsTold = defineChecker({
  name: 'lost-save-is-told',
  judges: 'safety',
  invariant:
    'When the database refuses to store a rotated refresh token, an execution fails, or the log has a warning or an error about it.',
  basis:
    'RFC 9700 §4.14.2: what is stored then is a spent refresh token, and showing it again ends the grant. Only an operator who is told can act in time.',
  check(history) {
    const all = intervals(history);
    if (all.every(({ end }) => end === undefined)) return unknown('No execution ended.');
    const lost = all.flatMap((interval): readonly EventOf<'execution'>[] =>
      interval.end?.status === 'success' &&
      lostItsTokens(history, interval) &&
      !isSeenBeside(all, interval)
        ? [interval.end]
        : [],
    );
    const [first, ...more] = lost;
    if (first === undefined)
      return holds('No execution succeeded with new tokens that the database refused, unseen.');
    const numbers = [first.n, ...more.map(({ n }) => n)] as const;
    if (history.head?.capabilities?.includes('log') === false)
      return notLookedAt("The client's log cannot be read on this target.");
    const told = history
      .of('log')
      .filter(
        ({ level, line }) =>
          level !== 'info' && level !== 'debug' && OF_SAVING.test(withoutNames(history, line)),
      );
    return told.length === 0
      ? violated(
          `${count(lost.length, 'execution')} succeeded with new tokens that the database had refused, and nothing tells of it: the first one is ${first.key}.`,
          numbers,
        )
      : holds('The log tells of the new tokens that the database refused.', [
          ...numbers,
          ...told.map(({ n }) => n),
        ]);
  },
});
