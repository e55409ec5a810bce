import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { processEnds } from './process-ends.ts';
import { startOf } from './trials.ts';

type Execution = EventOf<'execution'>;

/** Says of a process whether it had an execution: it made its calls or, where nobody made any (or senders are not told apart), it may have had it. */
function hadIt(history: History, { items }: Execution): (process: string) => boolean {
  const callers = history.of('request').flatMap(({ item, sender }) => (sender !== undefined && items.includes(item ?? '') ? [sender] : []));
  return (process) => callers.length === 0 || callers.includes(process);
}

/** True when nothing could end an execution in time, because its process stood still at its deadline. That is the fault's doing. */
export function wasHeldStill(history: History, execution: Execution): boolean {
  const last = new Map(history.of('process').filter(({ n }) => n < execution.n).map(({ process, state }) => [process, state]));
  const had = hadIt(history, execution);
  return [...last].some(([process, state]) => state === 'paused' && had(process));
}

/** True when the process of an execution stood still for a part of it; whoever waited for its work (a queue) may have given it up meanwhile. */
export function stoodStillDuring(history: History, execution: Execution): boolean {
  const had = hadIt(history, execution);
  const events = history.of('process');
  return events.some(({ state, process, n }) => {
    if (state !== 'paused' || n > execution.n || !had(process)) return false;
    const wokeUp = events.find((later) => later.process === process && later.n > n)?.n ?? Number.POSITIVE_INFINITY;
    return wokeUp > startOf(history, execution);
  });
}

/** True when the process of an execution ended under it. */
export function diedWithProcess(history: History, execution: Execution): boolean {
  const had = hadIt(history, execution);
  return processEnds(history).some(({ process, n }) => n > startOf(history, execution) && n < execution.n && had(process));
}
