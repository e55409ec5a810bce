import type { Advice } from '../../model/advice.ts';

/**
 * The claims that a run of some scenarios can say something about. Those that no scenario tries
 * belong to a run that tries all the others.
 * @returns undefined when it can about none
 */
export function adviceOfRun(
  advice: readonly Advice[],
  planned: ReadonlySet<string>,
): Advice[] | undefined {
  const isTried = ({ trials }: Advice): boolean =>
    trials.some(({ scenario }) => planned.has(scenario));
  const tried = advice.filter(isTried);
  if (tried.length === 0) return undefined;
  const whole = advice.every((one) => one.trials.length === 0 || isTried(one));
  return whole ? [...advice] : tried;
}
