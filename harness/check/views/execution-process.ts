import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { startOf } from './phases.ts';
import { processEnds } from './process-ends.ts';

type Execution = EventOf<'execution'>;

/**
 * Says of a process whether it had an execution: it made its calls or, where nobody made any (or
 * senders are not told apart), it may have had it.
 */
function hadIt(history: History, { items }: Execution): (process: string) => boolean {
  const callers = history
    .of('request')
    .flatMap(({ item, sender }) =>
      sender !== undefined && items.includes(item ?? '') ? [sender] : [],
    );
  return (process) => callers.length === 0 || callers.includes(process);
}

/**
 * When processes that had an execution, or may have had it, stood still: event numbers, without a
 * second one to the end of the history.
 */
function pausesOf(
  history: History,
  execution: Execution,
): readonly { readonly from: number; readonly to: number }[] {
  const had = hadIt(history, execution);
  const events = history.of('process');
  return events
    .filter(({ state, process }) => state === 'paused' && had(process))
    .map(({ process, n }) => ({
      from: n,
      to:
        events.find((later) => later.process === process && later.n > n)?.n ??
        Number.POSITIVE_INFINITY,
    }));
}

/**
 * True when nothing could end an execution in time, because its process stood still at its
 * deadline. That is the fault's doing.
 */
export const wasHeldStill = (history: History, execution: Execution): boolean =>
  pausesOf(history, execution).some(({ from, to }) => from < execution.n && to > execution.n);

/**
 * True when the process of an execution stood still for a part of it; whoever waited for its work
 * (a queue) may have given it up meanwhile.
 */
export const stoodStillDuring = (history: History, execution: Execution): boolean =>
  pausesOf(history, execution).some(
    ({ from, to }) => from < execution.n && to > startOf(history, execution),
  );

/** True when the process of an execution ended under it. */
export function diedWithProcess(history: History, execution: Execution): boolean {
  const had = hadIt(history, execution);
  return processEnds(history).some(
    ({ process, n }) => n > startOf(history, execution) && n < execution.n && had(process),
  );
}
