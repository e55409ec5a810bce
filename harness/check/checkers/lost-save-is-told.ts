import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { OF_SAVING } from '../../model/of-saving.ts';
import { gaveTokens, renewalsDuring } from '../views/failing-exchanges.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { refusalToSave } from '../views/lost-answer.ts';
import { sameToken, type TokenRef } from '../views/token-ref.ts';
import { withoutNames } from '../views/without-names.ts';
import { count } from '../views/words.ts';

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
 * The event at which the database began to refuse another refresh token that a refresh of this
 * execution brought, and that was not stored later either. Where refresh tokens are not rotated,
 * nothing is lost.
 */
const lossOf = (history: History, interval: Interval): EventOf<'fault'> | undefined =>
  renewalsDuring(history, interval).flatMap((renewal) => {
    const next = renewal.reply?.issued?.refresh;
    const isLost =
      next !== undefined &&
      !sameToken(next, renewal.request.presented?.ref) &&
      gaveTokens(history)(renewal) &&
      isNeverStored(history, interval, next);
    return (isLost ? refusalToSave(history, renewal) : undefined) ?? [];
  })[0];

/** True when an execution that ran at the same time with the same credential failed. */
const isSeenBeside = (all: readonly Interval[], { credential, from, to }: Interval): boolean =>
  all.some(
    (other) =>
      other.credential === credential &&
      other.end?.status === 'error' &&
      other.from < to &&
      other.to > from,
  );

/** An execution that succeeded with tokens which the database refused, unseen by any other one. */
interface Lost {
  readonly end: EventOf<'execution'>;
  /** What the log says of it. */
  readonly told: readonly EventOf<'log'>[];
}

/**
 * Warnings and errors about saving that may be about this loss: logged once the database had begun
 * to refuse, and not about other credentials alone. A line that names nobody may be about each.
 */
const toldOf = (
  history: History,
  { credential }: EventOf<'execution'>,
  refusal: EventOf<'fault'>,
): readonly EventOf<'log'>[] =>
  history
    .of('log')
    .filter(
      ({ n, level, line, credentials = [] }) =>
        n > refusal.n &&
        level !== 'info' &&
        level !== 'debug' &&
        (credentials.length === 0 || credentials.includes(credential)) &&
        OF_SAVING.test(withoutNames(history, line)),
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
    const lost = all.flatMap((interval): readonly Lost[] => {
      const { end } = interval;
      if (end?.status !== 'success' || isSeenBeside(all, interval)) return [];
      const refusal = lossOf(history, interval);
      return refusal === undefined ? [] : [{ end, told: toldOf(history, end, refusal) }];
    });
    if (lost.length === 0)
      return holds('No execution succeeded with new tokens that the database refused, unseen.');
    if (history.head?.capabilities?.includes('log') === false)
      return notLookedAt("The client's log cannot be read on this target.");
    const [first, ...more] = lost.filter(({ told }) => told.length === 0);
    return first === undefined
      ? holds('The log tells of the new tokens that the database refused.', [
          ...lost.map(({ end }) => end.n),
          ...new Set(lost.flatMap(({ told }) => told).map(({ n }) => n)),
        ])
      : violated(
          `${count(more.length + 1, 'execution')} succeeded with new tokens that the database had refused, and nothing tells of it: the first one is ${first.end.key}.`,
          [first.end.n, ...more.map(({ end }) => end.n)],
        );
  },
});
