import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { intervals } from '../views/intervals.ts';
import { machineStarved, starvedToDeath } from '../views/machine-starved.ts';
import { targetFaultsBefore } from '../views/target-faults.ts';
import { wasDisturbed } from './failure-causes.ts';

/** Failed executions of which the client's alarm told nothing. */
export interface MissingAlarms {
  readonly proven: readonly EventOf<'execution'>[];
  /** The machine was so slow meanwhile that the alarm may only have been late. */
  readonly late: readonly EventOf<'execution'>[];
}

/**
 * Failed executions for whose alarm the harness waited in vain, while nothing but the client itself
 * can have kept it back.
 */
export function missingAlarms(history: History): MissingAlarms {
  const missing = intervals(history).flatMap((interval) => {
    const { end, to } = interval;
    return end?.alarmMissing === true &&
      !wasDisturbed(history, interval) &&
      targetFaultsBefore(history, to).length === 0
      ? [end]
      : [];
  });
  const isLate = (end: EventOf<'execution'>): boolean => machineStarved(end) || starvedToDeath(end);
  return {
    proven: missing.filter((end) => !isLate(end)),
    late: missing.filter((end) => isLate(end)),
  };
}
