import { decidedNothing } from '../../harness/model/finding.ts';
import type { FindingResult, ScenarioResult } from '../../harness/model/results.ts';

const withoutStop = (message: string): string => message.replace(/\.$/, '');

const idle = ({ findings }: Pick<ScenarioResult, 'findings'>): readonly FindingResult[] =>
  findings.filter(decidedNothing);

/** The invariants of which nothing happened in a scenario, each with why; undefined without any. */
export function decidedNothingText(result: Pick<ScenarioResult, 'findings'>): string | undefined {
  const all = idle(result);
  return all.length === 0
    ? undefined
    : all.map(({ checker, message }) => `${checker}: ${withoutStop(message)}`).join('; ');
}

/**
 * The invariants that had nothing to decide in any result of a run, so that the run says nothing
 * about them; undefined when each decided something somewhere.
 */
export function decidedNothingRemark(scenarios: readonly ScenarioResult[]): string | undefined {
  const findings = scenarios.flatMap((result) => result.findings);
  const never = [...Map.groupBy(findings, ({ checker }) => checker)].flatMap(([checker, all]) =>
    all.every(decidedNothing) ? [checker] : [],
  );
  return never.length === 0
    ? undefined
    : `Nothing happened that ${never.length === 1 ? 'this invariant speaks' : 'these invariants speak'} of: ${never.join(', ')}.`;
}
