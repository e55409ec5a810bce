import type { EventOf, Phase } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { isSilentFailure } from './silent-failures.ts';

type Execution = EventOf<'execution'>;

/**
 * Name of the credential and the workflow that represent everybody who has nothing to do with the
 * fault.
 */
export const BYSTANDER = 'bystander';

/**
 * Event number at which the steady state ends: the first fault, or the first leap of virtual time,
 * after an execution.
 */
function disturbance(history: History): number {
  const first = history.of('execution')[0]?.n ?? Number.POSITIVE_INFINITY;
  const steps = history.head?.steps ?? [];
  const leap = history
    .of('step')
    .find(
      (step) => step.state === 'begin' && step.n > first && steps[step.index]?.do === 'advance',
    );
  return Math.min(
    history.steadyStateEnd ?? Number.POSITIVE_INFINITY,
    leap?.n ?? Number.POSITIVE_INFINITY,
  );
}

/**
 * Event number at which an execution began. In a history that did not record the beginning, it is
 * the number of the execution event itself.
 */
export const startOf = (history: History, execution: Execution): number =>
  history.of('execution-started').find(({ key }) => key === execution.key)?.n ?? execution.n;

/**
 * The phase for which an execution is evidence. It is the recorded phase, with one exception: a
 * plan that only lets time pass has no fault in force, so its executions are all recorded as
 * `steady`. Executions after such a leap of time are no steady state; they count as `healed`.
 */
export function phaseOf(history: History, execution: Execution): Phase {
  return execution.phase === 'steady' && startOf(history, execution) > disturbance(history)
    ? 'healed'
    : execution.phase;
}

/** True when an execution really did its work; a reported success is not enough. */
export const succeeded = (history: History, execution: Execution): boolean =>
  execution.status === 'success' && !isSilentFailure(history, execution);

/** Executions of all credentials before the first fault or leap of time. */
export const steadyState = (history: History): readonly Execution[] =>
  history.of('execution').filter((execution) => phaseOf(history, execution) === 'steady');

/** Executions of one phase, without those of the bystander. */
export const executionsOf = (history: History, phase: Phase): readonly Execution[] =>
  history
    .of('execution')
    .filter(
      (execution) => execution.credential !== BYSTANDER && phaseOf(history, execution) === phase,
    );

/**
 * The last of the given executions (in order of their end), together with all that ran at the same
 * time.
 */
export function lastRound(
  history: History,
  executions: readonly Execution[],
): readonly Execution[] {
  const last = executions.at(-1);
  return last === undefined
    ? []
    : executions.filter((execution) => execution.n > startOf(history, last));
}
