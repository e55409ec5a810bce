import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * True when nothing could end an execution in time: at its deadline the process that had made its calls stood still or, where it had not come to
 * make any, some process of the client, which may have had it. That is the fault's doing.
 */
export function wasHeldStill(history: History, { items, n }: EventOf<'execution'>): boolean {
  const last = new Map(history.of('process').filter((event) => event.n < n).map(({ process, state }) => [process, state]));
  const callers = history.of('request').flatMap(({ item, sender }) => (sender !== undefined && items.includes(item ?? '') ? [sender] : []));
  return [...last].some(([process, state]) => state === 'paused' && (callers.length === 0 || callers.includes(process)));
}
