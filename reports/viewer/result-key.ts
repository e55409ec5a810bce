import type { ScenarioResult } from '../../harness/model/results.ts';

/** The name of a result within its scenario, as it is in the address. */
export const resultKey = ({
  target,
  attempt,
}: Pick<ScenarioResult, 'target' | 'attempt'>): string =>
  attempt === 1 ? target : `${target}#${attempt}`;
