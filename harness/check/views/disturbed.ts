import type { History } from '../../model/history.ts';

/** True when a fault had begun, time had leapt, or an exchange was held, before an event. */
export function isDisturbedBefore(history: History, n: number): boolean {
  const steps = history.head?.steps ?? [];
  return (
    history.of('fault').some((fault) => fault.state === 'begin' && fault.n < n) ||
    history.of('hold').some((hold) => hold.state === 'met' && hold.n < n) ||
    history
      .of('step')
      .some(
        (step) =>
          step.state === 'begin' &&
          step.n < n &&
          (steps[step.index]?.do === 'advance' || steps[step.index]?.do === 'change-policy'),
      )
  );
}
