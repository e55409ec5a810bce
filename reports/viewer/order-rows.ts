import type { ComparedScenario } from '../compare.ts';
import { standingOf, worstStanding, type Standing } from '../text/standing.ts';

/** How a row stands to the target before, or to what the baseline lists. */
export const CHANGE_FILTERS = {
  regressed: {
    symbol: '▼',
    word: 'regressed',
    meaning: 'It works on the first target and fails on the last.',
  },
  fixed: {
    symbol: '▲',
    word: 'fixed',
    meaning: 'It fails on the first target and works on the last.',
  },
  unclear: {
    symbol: '–',
    word: 'unclear',
    meaning: 'The result on the first or on the last target proves nothing.',
  },
  same: {
    symbol: '=',
    word: 'same',
    meaning: 'It ends alike on the first and on the last target.',
  },
  unlisted: {
    symbol: '≠',
    word: 'not as listed',
    meaning: 'The baseline lists a failure that is gone, or that looks different now.',
  },
} as const;

export type ChangeFilter = keyof typeof CHANGE_FILTERS;

/** True when a result differs from the failure that the baseline lists for it. */
const isUnlisted = ({ cells }: ComparedScenario): boolean =>
  cells.some(({ attempts }) =>
    attempts.some(
      (result) => result.fixedUnexpectedly === true || result.differsFromKnown !== undefined,
    ),
  );

/** True when the row has the change that a filter asks for; no filter takes every row. */
export const hasChange = (row: ComparedScenario, filter: string): boolean =>
  filter === '' || row.change === filter || (filter === 'unlisted' && isUnlisted(row));

const worst = ({ cells }: ComparedScenario): Standing =>
  worstStanding(cells.flatMap(({ standing }) => standing ?? [])) ?? 'not-run';

/** True for what has to be told at the head: what fails on any target, or got worse. */
export const failsSomewhere = (row: ComparedScenario): boolean =>
  row.change === 'regressed' || worst(row) === 'fail';

/** True for what a reader came for: what fails and nobody listed, and what got worse. */
export const needsReading = (row: ComparedScenario): boolean =>
  failsSomewhere(row) && row.change !== 'fixed';

const ORDER: readonly Standing[] = [
  'fail',
  'inconclusive',
  'not-run',
  'fixed',
  'known',
  'skipped',
  'pass',
];

/** What regressed comes first, then what fails; what is repaired on the last target after it. */
function rank(row: ComparedScenario): number {
  if (row.change === 'regressed') return 0;
  const place = 2 * ORDER.indexOf(worst(row)) + 1;
  return row.change === 'fixed' ? place + 1 : place;
}

/** The rows by what needs reading most; rows that need it alike keep their order. */
export const orderRows = <Row extends ComparedScenario>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => rank(a) - rank(b));

/** The result of a row that needs reading most: the last target's when it got worse there. */
export function worstResult({ cells, change }: ComparedScenario) {
  const results = cells.flatMap(({ attempts }) => attempts);
  const inOrder = change === 'regressed' ? results.toReversed() : results;
  const standing = worstStanding(inOrder.map(standingOf));
  const isBad = standing !== 'pass' && standing !== 'skipped';
  return (
    (isBad ? inOrder.find((result) => standingOf(result) === standing) : undefined) ??
    inOrder.find((result) => result.history !== undefined) ??
    inOrder[0]
  );
}
