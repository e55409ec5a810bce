import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** What a fault of the target, not of the provider, acts on. */
const OF_TARGET: ReadonlySet<string> = new Set(['clock', 'process', 'database', 'redis']);
/** Services that the client uses and that the harness provides. */
const OF_SERVICES: ReadonlySet<string> = new Set(['database', 'redis']);

const begun = (
  history: History,
  actsOn: ReadonlySet<string>,
  before: number,
): readonly EventOf<'fault'>[] =>
  history
    .of('fault')
    .filter((fault) => fault.state === 'begin' && fault.n < before && actsOn.has(fault.actsOn));

/**
 * Faults of the target that began before an event. They count although they have healed: what a
 * process lost by them it may lack for long.
 */
export const targetFaultsBefore = (history: History, n: number): readonly EventOf<'fault'>[] =>
  begun(history, OF_TARGET, n);

/** Faults of the target's database and Redis that began before an event. */
export const serviceFaultsBefore = (history: History, n: number): readonly EventOf<'fault'>[] =>
  begun(history, OF_SERVICES, n);
