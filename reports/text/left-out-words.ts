import { STANDINGS, WORST_FIRST, type Standing } from './standing.ts';

/**
 * How many results a page does not have, and where they are, as sentences.
 * @param counts how many of each standing
 */
export function leftOutWords(counts: Readonly<Partial<Record<Standing, number>>>): string {
  const told = WORST_FIRST.flatMap((standing) => {
    const count = counts[standing];
    return count === undefined ? [] : [{ count, word: STANDINGS[standing].word }];
  });
  const all = told.reduce((sum, { count }) => sum + count, 0);
  const words = told.map(({ count, word }) => `${count} ${word}`).join(', ');
  return `${all} ${all === 1 ? 'result is' : 'results are'} not in this page, which would be too large to open: ${words}. results.json in the folder of the run has every result, and so have all other reports.`;
}
