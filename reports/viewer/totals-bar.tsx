import { notRunIn } from '../../harness/model/not-run.ts';
import type { Results } from '../../harness/model/results.ts';
import { STANDINGS, standingOf, type Standing } from '../text/standing.ts';
import { STANDING_MEANINGS } from '../text/words.ts';

/** Counted even where there are none: a reader looks for them. */
const ALWAYS: readonly Standing[] = ['fail', 'known'];
const ORDER: readonly Standing[] = [
  'fail',
  'known',
  'fixed',
  'inconclusive',
  'not-run',
  'pass',
  'skipped',
];

/**
 * How many results have each standing: a bar, and for each standing a button that filters by it.
 */
export function TotalsBar({
  results,
  left = {},
  verdict,
  onVerdict,
}: {
  readonly results: Results;
  /** How many of each standing are not in the page. */
  readonly left?: Readonly<Partial<Record<Standing, number>>> | undefined;
  readonly verdict: string;
  readonly onVerdict: (verdict: string) => void;
}) {
  const standings = [
    ...results.scenarios.map(standingOf),
    ...notRunIn(results).map(() => 'not-run' as const),
  ];
  const counts = ORDER.map((standing) => ({
    standing,
    count: standings.filter((one) => one === standing).length + (left[standing] ?? 0),
  })).filter(({ standing, count }) => count > 0 || ALWAYS.includes(standing));
  return (
    <>
      <div class="stack" aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ standing, count }) => (
            <span key={standing} class={`fill-${standing}`} style={{ flexGrow: count }} />
          ))}
      </div>
      <div class="totals" role="group" aria-label="Filter by verdict">
        {counts.map(({ standing, count }) => (
          <button
            key={standing}
            type="button"
            class={`total ${count === 0 ? 'quiet' : `standing-${standing}`}`}
            title={STANDING_MEANINGS[standing]}
            aria-pressed={verdict === standing}
            onClick={() => onVerdict(verdict === standing ? '' : standing)}
          >
            <span class="symbol" aria-hidden="true">
              {STANDINGS[standing].symbol}
            </span>{' '}
            <b>{count}</b> {STANDINGS[standing].word}
          </button>
        ))}
      </div>
    </>
  );
}
