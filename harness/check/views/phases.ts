import type { EventOf, Phase } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { isSilentFailure } from './silent-failures.ts';

type Execution = EventOf<'execution'>;

/** Name of the credential (and workflow) that stands for everybody whom the fault is not about. */
export const BYSTANDER = 'bystander';

/**
 * Event number from which on the steady state is over: the first fault, or the first leap of
 * virtual time, after an execution.
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
 * Event number at which an execution began; its own number in a history that did not record the
 * beginning.
 */
export const startOf = (history: History, execution: Execution): number =>
  history.of('execution-started').find(({ key }) => key === execution.key)?.n ?? execution.n;

/**
 * The phase an execution proves something about. It is the recorded one, but for this: a plan that
 * only lets time pass has no fault in force, so its executions stay recorded as steady. Those after
 * the leap are no steady state; they count as `healed`.
 */
export function phaseOf(history: History, execution: Execution): Phase {
  return execution.phase === 'steady' && startOf(history, execution) > disturbance(history)
    ? 'healed'
    : execution.phase;
}

/** True when an execution did its work, which is more than to say so. */
export const succeeded = (history: History, execution: Execution): boolean =>
  execution.status === 'success' && !isSilentFailure(history, execution);

/** Executions before anything was disturbed, of all credentials. */
export const steadyState = (history: History): readonly Execution[] =>
  history.of('execution').filter((execution) => phaseOf(history, execution) === 'steady');

/** Executions of one phase that the scenario is about: all but the bystander's. */
export const executionsOf = (history: History, phase: Phase): readonly Execution[] =>
  history
    .of('execution')
    .filter(
      (execution) => execution.credential !== BYSTANDER && phaseOf(history, execution) === phase,
    );

/** Of executions in order of their end, the last and all that ran at the same time as it. */
export function lastRound(
  history: History,
  executions: readonly Execution[],
): readonly Execution[] {
  const last = executions.at(-1);
  return last === undefined
    ? []
    : executions.filter((execution) => execution.n > startOf(history, last));
}
