import type { EventHead, EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** The starts of another version of the client between two events. */
export const startsBetween = (
  history: History,
  from: Pick<EventHead, 'n'>,
  to: Pick<EventHead, 'n'>,
): readonly EventOf<'version'>[] => history.of('version').filter(({ n }) => n > from.n && n < to.n);

/**
 * True when the client was set back between an event and a later one to what it had stored before
 * the first of them: it was started on a copy that is older.
 */
export function wasSetBack(
  history: History,
  from: Pick<EventHead, 'n'>,
  to: Pick<EventHead, 'n'>,
): boolean {
  return startsBetween(history, from, to).some(({ data, started, n }) => {
    const copied = history.of('version').findLast((one) => one.n < n && one.data === 'left');
    return started && data === 'copy' && copied !== undefined && copied.n < from.n;
  });
}
