import type { EventOf } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';

/**
 * A program that gets its processor is never held up so long: the recorder, which does nothing but
 * wait and write, was kept from running.
 */
const LAG_MS = 500;

/** Share of the time that the machine was not given, or waited for its disk. */
const STOLEN = 0.1;

/** Share of the time in which something waited for a processor; n8n alone stays below. */
const PRESSURE = 0.8;

/** Programs per processor that want to run; n8n and its database are fewer. */
const LOAD_PER_CORE = 4;

/** The recorder looks at itself so often; what it measures of a quiet machine is this and a bit. */
const TICK_MS = 20;

/** How a finding says that the machine took away what it would prove. */
export const STARVED = 'on a machine that was starved meanwhile';

/** True for a finding that could not be made for want of a machine that keeps up. */
export const isOfMachine = ({ verdict, message }: Finding): boolean =>
  verdict === 'unknown' && message.includes(STARVED);

/** True when nobody could measure how long the client waited, and the machine was crowded. */
const crowded = ({ waitedMs, pressure = 0, loadPerCore }: Machine): boolean =>
  waitedMs === undefined && (pressure >= PRESSURE || loadPerCore >= LOAD_PER_CORE);

type Machine = NonNullable<EventOf<'execution'>['machine']>;

/** True when the machine of the harness lagged so much that a slow client proves nothing. */
export const machineStarved = ({ machine }: EventOf<'execution'>): boolean =>
  machine !== undefined &&
  (machine.lagMs >= LAG_MS || (machine.stolen ?? 0) >= STOLEN || crowded(machine));

/** The longest that the recorder was held up during an execution, beside its own rhythm. */
export const lagBeyondTicks = (execution: EventOf<'execution'> | undefined): number =>
  Math.max(0, (execution?.machine?.lagMs ?? 0) - TICK_MS);

/**
 * How long the machine may have held the client up during an execution: no processor for work that
 * was there to do, or a disk that did not answer. Nobody knows who waited for the disk.
 */
export const heldUpByMachine = ({ machine }: EventOf<'execution'>): number =>
  (machine?.waitedMs ?? 0) + (machine?.diskMs ?? 0);

/**
 * The same for several executions, of which those that ran at the same time were held up by one and
 * the same wait: the most that executions which ran one after the other add up to.
 */
export function heldUpMeanwhile(executions: readonly EventOf<'execution'>[]): number {
  const inOrder = executions.toSorted((one, other) => one.at - other.at);
  const most: number[] = [];
  for (const [index, execution] of inOrder.entries()) {
    const before = inOrder.findLastIndex(({ at }) => at <= execution.at - execution.durationMs);
    const withIt = heldUpByMachine(execution) + (most[before] ?? 0);
    most.push(Math.max(withIt, most[index - 1] ?? 0));
  }
  return most.at(-1) ?? 0;
}

/** Whoever was held up for so long may have run out of time for that alone. */
const OUT_OF_TIME_MS = 3_000;

/** True when a failed execution was held up for seconds, and for most of its time. */
export const ranOutOfTime = (execution: EventOf<'execution'>): boolean =>
  heldUpByMachine(execution) >= Math.max(OUT_OF_TIME_MS, execution.durationMs / 2);

/** True when an execution without an end may be the machine's doing. */
export const starvedToDeath = (execution: EventOf<'execution'>): boolean =>
  machineStarved(execution) || heldUpByMachine(execution) > execution.durationMs / 2;
