import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';

const UPGRADED = 'n8n/upgraded';
const ROLLED_BACK = 'n8n/rolled-back';

/**
 * Exchanges of n8n's version that cannot be: upgrades that begin on several versions or follow one
 * another, and one that is taken back before it was made.
 */
export function versionProblems({ plan }: DefinedScenario): PlanProblem[] {
  let runs: 'older' | 'newer' = 'older';
  let from: unknown;
  return plan.flatMap((step, index): PlanProblem[] => {
    if (step.do !== 'inject' || (step.fault !== UPGRADED && step.fault !== ROLLED_BACK)) return [];
    const problem = (path: readonly string[], message: string): PlanProblem[] => [
      { path: ['plan', index, ...path], message },
    ];
    if (step.fault === ROLLED_BACK) {
      if (runs === 'older') return problem(['fault'], `takes back an upgrade that was not made`);
      runs = 'older';
      return [];
    }
    if (runs === 'newer') return problem(['fault'], 'upgrades an n8n that has been upgraded');
    runs = 'newer';
    const begun = step.options?.['from'];
    if (from !== undefined && begun !== undefined && begun !== from)
      return problem(
        ['options', 'from'],
        `is '${String(begun)}'; the first upgrade begins on '${String(from)}'`,
      );
    from ??= begun ?? 'older-minor';
    return [];
  });
}
