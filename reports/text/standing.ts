import type { ScenarioResult } from '../../harness/model/results.ts';

/**
 * Where a result stands for a reader: the verdict, with the two cases told apart that the baseline
 * knows about. `known`: fails as the baseline says. `fixed`: passes although the baseline lists a
 * failure.
 */
export const STANDINGS = {
  pass: { symbol: '✓', word: 'pass' },
  fixed: { symbol: '✓', word: 'fixed unexpectedly' },
  known: { symbol: '✗', word: 'known failure' },
  fail: { symbol: '✗', word: 'fail' },
  inconclusive: { symbol: '?', word: 'inconclusive' },
  skipped: { symbol: '↷', word: 'skipped' },
} as const;

export type Standing = keyof typeof STANDINGS;

/** The standing of one result. */
export function standingOf(
  result: Pick<ScenarioResult, 'verdict' | 'known' | 'fixedUnexpectedly'>,
): Standing {
  if (result.verdict === 'fail' && result.known !== undefined) return 'known';
  if (result.verdict === 'pass' && result.fixedUnexpectedly === true) return 'fixed';
  return result.verdict;
}

const WORST_FIRST: readonly Standing[] = [
  'fail',
  'inconclusive',
  'known',
  'fixed',
  'pass',
  'skipped',
];

/**
 * The standing that speaks for several attempts: the worst of them. Undefined when there are none.
 */
export const worstStanding = (standings: readonly Standing[]): Standing | undefined =>
  WORST_FIRST.find((standing) => standings.includes(standing));
