import type { EventOf } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { ScenarioResult } from '../model/results.ts';
import { gaps } from './checkers/fault-was-met.ts';
import { checkers, type CheckerName } from './checkers/index.ts';
import { decideOutcome } from './outcome.ts';
import { observeRecovery, type Recovery } from './recovery.ts';
import { runCheckers, type NamedFinding } from './run-checkers.ts';
import { summarize } from './summary.ts';
import { counts } from './views/counts.ts';
import { phaseOf, steadyState, succeeded } from './views/phases.ts';
import { list } from './views/words.ts';

/** The fields of a scenario's result that follow from its history. */
export type Judgement = Pick<
  ScenarioResult,
  'verdict' | 'outcome' | 'recovery' | 'findings' | 'executions' | 'counts' | 'summary'
>;

/**
 * Why a run proves nothing, regardless of what the checkers found; undefined when there is no such
 * reason.
 */
function whyInconclusive(history: History): string | undefined {
  const error = history.of('harness-error')[0];
  if (error !== undefined) return `the harness could not do its part (${error.message})`;
  if (!history.complete) return 'the run was cut off before its end';
  const switchedOff = history.head?.expect.without?.['fault-was-met'] !== undefined;
  const failed = steadyState(history).find((execution) => !succeeded(history, execution));
  if (switchedOff)
    return failed === undefined ? undefined : `execution ${failed.key} failed before any fault`;
  const voids = gaps(history).filter((gap) => gap.voids);
  return voids.length === 0 ? undefined : list(voids.map(({ message }) => message));
}

function verdictOf(
  findings: readonly NamedFinding[],
  blocked: string | undefined,
): Judgement['verdict'] {
  if (blocked !== undefined) return 'inconclusive';
  if (findings.some(({ verdict }) => verdict === 'violated')) return 'fail';
  return findings.some(({ verdict }) => verdict === 'unknown') ? 'inconclusive' : 'pass';
}

function recoveryResult(
  history: History,
  { observed, remedy, act, afterMs }: Recovery,
): Judgement['recovery'] {
  return {
    expected: history.head?.expect.recovery ?? 'none',
    observed,
    ...(remedy === undefined ? {} : { remedy }),
    ...(act === undefined ? {} : { act }),
    ...(afterMs === undefined ? {} : { afterMs }),
  };
}

const executionResult = (
  history: History,
  execution: EventOf<'execution'>,
): Judgement['executions'][number] => ({
  phase: phaseOf(history, execution),
  status: execution.status,
  durationMs: execution.durationMs,
  ...(execution.error === undefined ? {} : { error: execution.error.message }),
});

const withVerdict = (
  findings: readonly NamedFinding[],
  wanted: NamedFinding['verdict'],
): readonly CheckerName[] =>
  findings.filter(({ verdict }) => verdict === wanted).map(({ checker }) => checker);

/**
 * Judges a scenario run from its history alone. The first rule that applies decides: a run that
 * proves nothing (harness error, cut off, not steady, no fault met) is inconclusive; a violated
 * invariant makes it fail; an unknown finding makes it inconclusive; otherwise it passes. Never
 * throws for a history that it can read.
 */
export function judge(history: History): Judgement {
  const findings = runCheckers(checkers, history);
  const blocked = whyInconclusive(history);
  const verdict = verdictOf(findings, blocked);
  const recovery = observeRecovery(history);
  const violated = withVerdict(findings, 'violated');
  const outcome = decideOutcome({ history, verdict, recovery, violated: new Set(violated) });
  const open = findings.find((finding) => finding.verdict === 'unknown');
  return {
    verdict,
    outcome,
    recovery: recoveryResult(history, recovery),
    findings: findings.map((finding) => ({ ...finding, evidence: [...finding.evidence] })),
    executions: history.executions().map((execution) => executionResult(history, execution)),
    counts: counts(history),
    summary: summarize({
      history,
      verdict,
      recovery,
      outcome,
      blocked: blocked ?? (verdict === 'inconclusive' ? open?.message : undefined),
      violations: findings.filter((finding) => finding.verdict === 'violated'),
    }),
  };
}
