import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from '../text/format-duration.ts';
import { notLookedAtText } from '../text/not-looked-at.ts';
import {
  isPlainEnding,
  operatorAct,
  recoveryWords,
  summaryBesideAct,
} from '../text/recovery-text.ts';
import { standingOf } from '../text/standing.ts';
import { OUTCOME_MEANINGS } from '../text/words.ts';
import { keepUnits } from './keep-units.ts';

function Known({ known }: { readonly known: NonNullable<ScenarioResult['known']> }) {
  const link = known.link !== undefined && /^https?:\/\//.test(known.link) ? known.link : undefined;
  return (
    <p>
      <b>Known:</b> {known.reason}{' '}
      {link === undefined ? null : (
        <a href={link} rel="noreferrer noopener" target="_blank">
          {link.replace(/^https?:\/\//, '')}
        </a>
      )}
    </p>
  );
}

/** How it recovered, and how much was asked of the provider. */
function factsOf(result: ScenarioResult): string {
  const { refreshes, tokenRequests, apiAccepted, apiRefused } = result.counts;
  return [
    ...(isPlainEnding(result) ? [] : [recoveryWords(result.recovery)]),
    `${refreshes} refresh${refreshes === 1 ? '' : 'es'}`,
    `${tokenRequests} token request${tokenRequests === 1 ? '' : 's'}`,
    `API ${apiAccepted} accepted, ${apiRefused} refused`,
    formatDuration(result.durationMs),
  ].join(' · ');
}

/**
 * What happened, and what an operator has to do. The verdict stands in the row or the tab above it.
 */
export function ResultSummary({ result }: { readonly result: ScenarioResult }) {
  const missed = notLookedAtText(result);
  const act = operatorAct(result.recovery);
  return (
    <div class={`summary edge-${standingOf(result)}`}>
      <p class="sentence">{act === undefined ? result.summary : summaryBesideAct(result)}</p>
      {act === undefined ? null : (
        <p class="sentence">
          <b>What an operator must do:</b> {act}
        </p>
      )}
      {result.known === undefined ? null : <Known known={result.known} />}
      {result.differsFromKnown === undefined ? null : (
        <p>
          <b>Not as known:</b> {result.differsFromKnown}
        </p>
      )}
      {missed === undefined ? null : <p>{missed}.</p>}
      {result.verdict === 'skipped' ? null : (
        <>
          <p class="facts">
            <b>{result.outcome}</b>: {OUTCOME_MEANINGS[result.outcome]}
          </p>
          <p class="facts">{keepUnits(factsOf(result))}</p>
        </>
      )}
    </div>
  );
}
