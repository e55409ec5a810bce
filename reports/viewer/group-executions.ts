import type { ScenarioResult } from '../../harness/model/results.ts';

type Execution = ScenarioResult['executions'][number];

/** Executions of one phase that ended alike. */
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
 * Puts executions that ended alike together, phase by phase, in the order in which each ending was
 * first seen.
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
