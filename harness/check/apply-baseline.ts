import type { Baseline } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import { differences, howItDiffers, isSame } from './known-as.ts';

/**
 * Marks a failure that looks exactly as the baseline says as known, and a pass that the baseline
 * lists as a failure as fixed, unless it is known to fail only sometimes. A failure that looks
 * different in any point, also a better one, is an unexpected failure, and told with the
 * difference: something has changed. An inconclusive or skipped result is never excused and never
 * counts as fixed.
 */
export function applyBaseline(
  result: ScenarioResult,
  baseline: Baseline | undefined,
): ScenarioResult {
  const { known: _known, fixedUnexpectedly: _fixed, differsFromKnown: _differs, ...bare } = result;
  const entries = baseline?.known.filter(({ scenario }) => scenario === result.name) ?? [];
  if (entries.length === 0) return bare;
  if (bare.verdict === 'pass')
    return entries.every(({ sometimes }) => sometimes === true)
      ? bare
      : { ...bare, fixedUnexpectedly: true };
  if (bare.verdict !== 'fail') return bare;
  const entry = entries.find(({ seen }) => seen.some((one) => isSame(differences(one, bare))));
  if (entry === undefined)
    return {
      ...bare,
      differsFromKnown: howItDiffers(
        entries.flatMap(({ seen }) => seen),
        bare,
      ),
    };
  return {
    ...bare,
    known: { reason: entry.reason, ...(entry.link === undefined ? {} : { link: entry.link }) },
  };
}
