import type { ScenarioResult } from '../../harness/model/results.ts';

/**
 * The standing of a result is its verdict, with two more values for results that the baseline
 * lists. `known`: the scenario fails as the baseline says. `fixed`: the scenario passes although
 * the baseline lists a failure. `not-run`: it was planned and has no result.
 */
export const STANDINGS = {
  pass: { symbol: '✓', word: 'pass' },
  fixed: { symbol: '✓', word: 'fixed unexpectedly' },
  known: { symbol: '✗', word: 'known failure' },
  fail: { symbol: '✗', word: 'fail' },
  inconclusive: { symbol: '?', word: 'inconclusive' },
  skipped: { symbol: '↷', word: 'skipped' },
  'not-run': { symbol: '○', word: 'not run' },
} as const;

export type Standing = keyof typeof STANDINGS;

/**
 * The standings where a symbol stands alone: each has its own, so that nobody needs the colours.
 */
export const PICTURE_SYMBOLS: Readonly<Record<Standing, string>> = {
  pass: '✓',
  fixed: 'f',
  known: 'k',
  fail: '✗',
  inconclusive: '?',
  skipped: '↷',
  'not-run': '○',
};

/** The standing of one result. */
export function standingOf(
  result: Pick<ScenarioResult, 'verdict' | 'known' | 'fixedUnexpectedly'>,
): Standing {
  if (result.verdict === 'fail' && result.known !== undefined) return 'known';
  if (result.verdict === 'pass' && result.fixedUnexpectedly === true) return 'fixed';
  return result.verdict;
}

/** The order in which a reader wants to see them. */
export const WORST_FIRST: readonly Standing[] = [
  'fail',
  'inconclusive',
  'not-run',
  'known',
  'fixed',
  'pass',
  'skipped',
];

/** Compares two standings for that order. */
export const worstFirst = (one: Standing, other: Standing): number =>
  WORST_FIRST.indexOf(one) - WORST_FIRST.indexOf(other);

/**
 * The standing of several attempts, which is the worst one among them. Undefined when there are
 * none.
 */
export const worstStanding = (standings: readonly Standing[]): Standing | undefined =>
  WORST_FIRST.find((standing) => standings.includes(standing));
