import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** States in which a process is there no more without having done what it was started for. */
const ENDS: ReadonlySet<EventOf<'process'>['state']> = new Set(['exited', 'stopped', 'killed']);
/** What n8n needs beside its own processes: with them no memory of a token is lost. */
const SERVICES: ReadonlySet<string> = new Set(['postgres', 'redis']);

/**
 * When processes of the client itself ended, asked to or not. One that stood still goes on as if
 * nothing had been.
 */
export const processEnds = (history: History): readonly EventOf<'process'>[] =>
  history.of('process').filter(({ state, process }) => ENDS.has(state) && !SERVICES.has(process));

/** True for a state in which a process is there no more; for a command that did its work, too. */
export const isOver = (state: EventOf<'process'>['state']): boolean =>
  state === 'finished' || ENDS.has(state);
