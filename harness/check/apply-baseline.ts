import type { Baseline } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';

/**
 * Marks a failure that the baseline lists as known, and a pass that the baseline lists as a failure
 * as fixed. A failure is known only when the baseline lists every violated checker: a new violation
 * beside a known one makes it an unexpected failure. An inconclusive or skipped result is never
 * excused and never counts as fixed.
 */
export function applyBaseline(
  result: ScenarioResult,
  baseline: Baseline | undefined,
): ScenarioResult {
  const { known: _known, fixedUnexpectedly: _fixed, ...bare } = result;
  const entries = baseline?.known.filter(({ scenario }) => scenario === result.name) ?? [];
  if (entries.length === 0) return bare;
  if (bare.verdict === 'pass') return { ...bare, fixedUnexpectedly: true };
  const violated = bare.findings
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ checker }) => checker);
  const entry = entries.find(({ violates }) =>
    violated.every((checker) => violates.some((listed) => listed === checker)),
  );
  if (bare.verdict !== 'fail' || violated.length === 0 || entry === undefined) return bare;
  return {
    ...bare,
    known: { reason: entry.reason, ...(entry.link === undefined ? {} : { link: entry.link }) },
  };
}
