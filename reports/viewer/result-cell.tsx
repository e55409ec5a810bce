import type { ScenarioResult } from '../../harness/model/results.ts';
import type { ComparedScenario } from '../compare.ts';
import { formatDuration } from '../text/format-duration.ts';
import { observedRecovery } from '../text/recovery-text.ts';
import { STANDINGS, standingOf } from '../text/standing.ts';
import { keepUnits } from './keep-units.ts';
import { StandingBadge } from './standing-badge.tsx';

type Cell = ComparedScenario['cells'][number];

function Recovery({ recovery }: { readonly recovery: ScenarioResult['recovery'] }) {
  return (
    <span class="recovery">
      {recovery.expected} <span aria-label="expected, observed">→</span>{' '}
      <span class={recovery.expected === recovery.observed ? '' : 'differs'}>
        {keepUnits(observedRecovery(recovery))}
      </span>
    </span>
  );
}

/**
 * The result of one scenario on one target: verdict, outcome, recovery and time. When there are
 * several attempts, it shows the worst one.
 */
export function ResultCell({
  cell,
  withTarget,
}: {
  readonly cell: Cell;
  readonly withTarget: boolean;
}) {
  const { standing, attempts, target, notRun } = cell;
  const result = attempts.find((attempt) => standingOf(attempt) === standing);
  if (standing === 'not-run')
    return (
      <span class="cell">
        <StandingBadge standing={standing} />
        {attempts.length > 0 ? (
          <span class="quiet">
            {notRun} of {attempts.length + notRun} attempts
          </span>
        ) : null}
      </span>
    );
  if (standing === undefined || result === undefined)
    return <span class="cell quiet">not planned</span>;
  const told = result.outcome === STANDINGS[standing].word || result.outcome === standing;
  return (
    <span class="cell">
      <span class="cell-head">
        {withTarget ? <span class="visually-hidden">{target}: </span> : null}
        <StandingBadge standing={standing} />
        {told ? null : <span class="outcome">{result.outcome}</span>}
      </span>
      {result.verdict === 'skipped' ? null : (
        <span class="cell-foot">
          <Recovery recovery={result.recovery} />
          <span class="time">{keepUnits(formatDuration(result.durationMs))}</span>
        </span>
      )}
      {attempts.length > 1 ? <span class="quiet">worst of {attempts.length} attempts</span> : null}
    </span>
  );
}
