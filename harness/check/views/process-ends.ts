import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** States of a process that has ended without finishing what it was started for. */
const ENDS: ReadonlySet<EventOf<'process'>['state']> = new Set([
  'exited',
  'refused',
  'stopped',
  'killed',
]);
/** Services that n8n uses. When one of them ends, no token in n8n's memory is lost. */
export const SERVICES: ReadonlySet<string> = new Set(['postgres', 'redis']);

/**
 * The events at which processes of the client ended, whether asked to or not. A process that was
 * paused continues afterwards and does not count.
 */
export const processEnds = (history: History): readonly EventOf<'process'>[] =>
  history.of('process').filter(({ state, process }) => ENDS.has(state) && !SERVICES.has(process));

/** True for a state in which a process has ended, including a command that finished its work. */
export const isOver = (state: EventOf<'process'>['state']): boolean =>
  state === 'finished' || ENDS.has(state);
