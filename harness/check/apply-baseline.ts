import type { Baseline, SeenFailure } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import type { JudgeOptions } from './judge.ts';
import { differences, howItDiffers, isAlike, isSame, type Differences } from './known-as.ts';

export interface BaselineOptions extends JudgeOptions {
  /**
   * True for a baseline of an older version. What has gone since then is a plain pass: for that
   * version its entry still holds.
   */
  readonly elsewhere?: boolean;
}

/**
 * Marks a failure that looks exactly as the baseline says as known, and a pass that the baseline
 * lists as a failure as fixed, unless it is known to fail only sometimes. A failure that looks
 * different in any point, also a better one, is an unexpected failure, and told with the
 * difference: something has changed. One that looks as known in all that could be decided, but left
 * something undecided for which it is not known, is inconclusive: a known failure excuses nothing
 * that nobody could see. An inconclusive or skipped result is never excused and never fixed.
 */
export function applyBaseline(
  result: ScenarioResult,
  baseline: Baseline | undefined,
  { strict = false, elsewhere = false }: BaselineOptions = {},
): ScenarioResult {
  const { known: _known, fixedUnexpectedly: _fixed, differsFromKnown: _differs, ...bare } = result;
  const entries = baseline?.known.filter(({ scenario }) => scenario === result.name) ?? [];
  if (entries.length === 0) return bare;
  if (bare.verdict === 'pass')
    return elsewhere || entries.every(({ sometimes }) => sometimes === true)
      ? bare
      : { ...bare, fixedUnexpectedly: true };
  if (bare.verdict !== 'fail') return bare;
  const compared = (one: SeenFailure): Differences => differences(one, bare, strict);
  const entry = entries.find(({ seen }) => seen.some((one) => isSame(compared(one))));
  if (entry === undefined) {
    const ways = entries.flatMap(({ seen }) => seen);
    return {
      ...bare,
      ...(ways.some((one) => isAlike(compared(one))) ? { verdict: 'inconclusive' } : {}),
      differsFromKnown: howItDiffers(ways, bare, strict),
    };
  }
  return {
    ...bare,
    known: { reason: entry.reason, ...(entry.link === undefined ? {} : { link: entry.link }) },
  };
}
