import type { ScenarioResult } from '../../harness/model/results.ts';
import type { ComparedScenario } from '../compare.ts';
import { formatDuration } from '../text/format-duration.ts';
import { endingWords } from '../text/recovery-text.ts';
import { standingOf } from '../text/standing.ts';
import { OUTCOME_MEANINGS, RECOVERY_MEANINGS } from '../text/words.ts';
import { DurationBars } from './duration-bars.tsx';
import { keepUnits } from './keep-units.ts';
import { StandingBadge } from './standing-badge.tsx';
import { Term } from './term.tsx';

/** The outcome and the recovery in words, each undefined where it adds nothing. */
function endingOf(result: ScenarioResult): readonly (string | undefined)[] {
  const words = endingWords(result);
  return words[0] === result.outcome ? words : [undefined, words[0]];
}

type Cell = ComparedScenario['cells'][number];

/**
 * The result of one scenario on one target: verdict, outcome, recovery and time. When there are
 * several attempts, it shows the worst one, and how long each of them took.
 */
export function ResultCell({
  cell,
  withTarget,
  longestMs,
}: {
  readonly cell: Cell;
  readonly withTarget: boolean;
  /** The longest attempt of the scenario, on whatever target. */
  readonly longestMs: number;
}) {
  const { standing, attempts, target, notRun } = cell;
  const result = attempts.find((attempt) => standingOf(attempt) === standing);
  const named = withTarget ? <span class="visually-hidden">{target}: </span> : null;
  if (standing === 'not-run')
    return (
      <span class="cell">
        <span class="cell-head">
          {named}
          <StandingBadge standing={standing} />
        </span>
        {attempts.length > 0 ? (
          <span class="quiet">
            {notRun} of {attempts.length + notRun} attempts
          </span>
        ) : null}
      </span>
    );
  if (standing === undefined || result === undefined)
    return (
      <span class="cell quiet">
        <span class="cell-head">{named}not planned</span>
      </span>
    );
  const [outcome, recovery] = endingOf(result);
  return (
    <span class="cell">
      <span class="cell-head">
        {named}
        <StandingBadge standing={standing} />
        {outcome === undefined ? null : (
          <Term class="outcome" meaning={OUTCOME_MEANINGS[result.outcome]}>
            {outcome}
          </Term>
        )}
      </span>
      {result.verdict === 'skipped' ? null : (
        <span class="cell-foot">
          {recovery === undefined ? null : (
            <Term class="recovery" meaning={RECOVERY_MEANINGS[result.recovery.observed]}>
              {keepUnits(recovery)}
            </Term>
          )}
          {attempts.length > 1 ? null : (
            <span class="time">{keepUnits(formatDuration(result.durationMs))}</span>
          )}
        </span>
      )}
      {attempts.length > 1 ? <DurationBars attempts={attempts} longestMs={longestMs} /> : null}
    </span>
  );
}
