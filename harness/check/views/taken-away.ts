import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** Acts with which an operator takes the account away from a credential. */
const TAKE_AWAY: ReadonlySet<string> = new Set(['operator/disconnects', 'operator/deletes']);
/** Operators act on this credential. */
const ACTED_ON = 'main';

/** The acts with which an operator has taken the account away from a credential, as they ended. */
export const takings = (history: History, credential: string): readonly EventOf<'fault'>[] =>
  credential === ACTED_ON
    ? history.of('fault').filter(({ fault, state }) => state === 'met' && TAKE_AWAY.has(fault))
    : [];

/** True when somebody had connected a credential between two events. */
const wasConnected = (
  history: History,
  credential: string,
  { from, to }: { readonly from: number; readonly to: number },
): boolean =>
  history
    .of('connect')
    .some(
      (connect) =>
        connect.ok && connect.credential === credential && connect.n > from && connect.n < to,
    );

/**
 * The act of an operator after which a credential has no account at an event: he disconnected or
 * deleted it, and nobody has connected it since. Undefined when there is none.
 */
export const takenAway = (
  history: History,
  credential: string,
  n: number,
): EventOf<'fault'> | undefined =>
  takings(history, credential).findLast(
    (act) => act.n < n && !wasConnected(history, credential, { from: act.n, to: n }),
  );

/** True when an operator deleted a credential between two events. */
export const wasDeleted = (
  history: History,
  credential: string,
  { from, to }: { readonly from: number; readonly to: number },
): boolean =>
  takings(history, credential).some(
    ({ fault, n }) => fault === 'operator/deletes' && n > from && n < to,
  );
