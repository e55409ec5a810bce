import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { startOf } from './phases.ts';
import { processEnds } from './process-ends.ts';

type Execution = EventOf<'execution'>;

/**
 * Returns a function that says whether a process ran an execution. True when the process made the
 * execution's calls. When no call shows its process, every process may have run it.
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
 * Periods, as event numbers, in which a process that ran an execution, or may have run it, was
 * paused. A pause without an end lasts to the end of the history.
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
 * True when an execution could not end in time because its process was paused at the deadline. The
 * fault caused this, not the client.
 */
export const wasHeldStill = (history: History, execution: Execution): boolean =>
  pausesOf(history, execution).some(({ from, to }) => from < execution.n && to > execution.n);

/**
 * True when the process of an execution was paused during a part of it. Whoever waited for its
 * result, such as the queue, may have given up meanwhile.
 */
export const stoodStillDuring = (history: History, execution: Execution): boolean =>
  pausesOf(history, execution).some(
    ({ from, to }) => from < execution.n && to > startOf(history, execution),
  );

/** True when the process of an execution ended while the execution ran. */
export function diedWithProcess(history: History, execution: Execution): boolean {
  const had = hadIt(history, execution);
  return processEnds(history).some(
    ({ process, n }) => n > startOf(history, execution) && n < execution.n && had(process),
  );
}

/**
 * True when nothing had succeeded since a process of the client was started, or when one started
 * meanwhile. The first execution of a young process compiles code, opens connections and fills
 * caches, whatever it has to do.
 */
export function startedCold(history: History, execution: Execution): boolean {
  const young = history
    .of('process')
    .findLast(({ state, n }) => state === 'started' && n < execution.n);
  if (young === undefined) return false;
  const from = startOf(history, execution);
  return !history
    .executions()
    .some(({ status, n }) => status === 'success' && n > young.n && n < from);
}
