import type { History } from '../../model/history.ts';

/** How an operator took the account away from a credential, and the event by which it was done. */
export interface Taking {
  readonly how: 'deleted' | 'disconnected';
  readonly n: number;
}

/**
 * The acts with which an operator has taken the account away from a credential. Each counts from
 * its end: a client may make the operator wait until a refresh is over.
 */
export function takings(history: History, credential: string): readonly Taking[] {
  const disconnected = history
    .of('stored-credential')
    .filter((reading) => reading.credential === credential && reading.moment === 'disconnected')
    .map(({ n }): Taking => ({ how: 'disconnected', n }));
  const deleted = history
    .of('deleted-credential')
    .filter((reading) => reading.credential === credential)
    .slice(0, 1)
    .map(({ n }): Taking => ({ how: 'deleted', n }));
  return [...disconnected, ...deleted];
}

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
export const takenAway = (history: History, credential: string, n: number): Taking | undefined =>
  takings(history, credential).findLast(
    (act) => act.n <= n && !wasConnected(history, credential, { from: act.n, to: n }),
  );

/** True when an operator deleted a credential between two events. */
export const wasDeleted = (
  history: History,
  credential: string,
  { from, to }: { readonly from: number; readonly to: number },
): boolean =>
  takings(history, credential).some(({ how, n }) => how === 'deleted' && n > from && n < to);
