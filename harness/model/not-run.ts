import type { PlannedRun, Results } from './results.ts';

type Part = Pick<Results, 'planned' | 'scenarios'>;

const key = ({ target, name, attempt }: Omit<PlannedRun, 'title'>): string =>
  `${target}\n${name}\n${attempt}`;

/** What was planned and has no result. */
export function notRunIn({ planned = [], scenarios }: Part): readonly PlannedRun[] {
  const done = new Set(scenarios.map(key));
  return planned.filter((one) => !done.has(key(one)));
}

/**
 * Why a run has no result for all that was planned, as a sentence; undefined when it came to its
 * planned end.
 */
export function whyUnfinished({ run }: Pick<Results, 'run'>): string | undefined {
  if (run.stopped !== undefined) return run.stopped.message;
  return run.finishedAt === undefined ? 'The run was cut off, or still goes on.' : undefined;
}
