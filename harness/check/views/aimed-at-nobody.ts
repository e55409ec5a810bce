import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * True for a fault of one credential that has no tokens to be hit by it: its first connect was only
 * tried, and the scenario lets a client refuse what the provider gave.
 */
export function isAimedAtNobody(history: History, { options, n }: EventOf<'fault'>): boolean {
  const connects = history
    .of('connect')
    .filter((connect) => connect.credential === options['client'] && connect.n < n);
  const mayRefuse = [history.head?.expect.connect ?? []].flat().includes('refused');
  return (
    mayRefuse && connects.length > 0 && connects.every(({ ok, mayFail }) => !ok && mayFail === true)
  );
}
