import { notRunIn } from '../../harness/model/not-run.ts';
import type { Results } from '../../harness/model/results.ts';
import { STANDINGS, standingOf, type Standing } from '../text/standing.ts';

const ORDER: readonly Standing[] = [
  'fail',
  'inconclusive',
  'not-run',
  'known',
  'fixed',
  'pass',
  'skipped',
];

/**
 * How many results have each standing: a bar, and for each standing a button that filters by it.
 */
export function TotalsBar({
  results,
  verdict,
  onVerdict,
}: {
  readonly results: Results;
  readonly verdict: string;
  readonly onVerdict: (verdict: string) => void;
}) {
  const standings = [
    ...results.scenarios.map(standingOf),
    ...notRunIn(results).map(() => 'not-run' as const),
  ];
  const counts = ORDER.map((standing) => ({
    standing,
    count: standings.filter((one) => one === standing).length,
  })).filter(({ count }) => count > 0);
  return (
    <>
      <div class="stack" aria-hidden="true">
        {counts.map(({ standing, count }) => (
          <span key={standing} class={`fill-${standing}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <div class="totals" role="group" aria-label="Filter by verdict">
        {counts.map(({ standing, count }) => (
          <button
            key={standing}
            type="button"
            class={`total standing-${standing}`}
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
