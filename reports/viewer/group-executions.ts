import type { ScenarioResult } from '../../harness/model/results.ts';

type Execution = ScenarioResult['executions'][number];

/** Executions of one phase with the same end. */
export interface ExecutionGroup {
  readonly phase: Execution['phase'];
  readonly status: Execution['status'];
  readonly error: string | undefined;
  readonly count: number;
  readonly shortestMs: number;
  readonly longestMs: number;
}

const PHASES: readonly Execution['phase'][] = ['steady', 'during', 'healed', 'remedied'];

/**
 * Groups the executions of each phase by how they ended. The groups are in the order in which they
 * first occur.
 */
export function groupExecutions(executions: readonly Execution[]): ExecutionGroup[] {
  const groups = Map.groupBy(
    executions,
    ({ phase, status, error }) => `${phase}\n${status}\n${error ?? ''}`,
  );
  return [...groups.values()]
    .flatMap((alike): ExecutionGroup[] => {
      const [first] = alike;
      if (first === undefined) return [];
      const durations = alike.map(({ durationMs }) => durationMs);
      return [
        {
          phase: first.phase,
          status: first.status,
          error: first.error,
          count: alike.length,
          shortestMs: Math.min(...durations),
          longestMs: Math.max(...durations),
        },
      ];
    })
    .toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase));
}
