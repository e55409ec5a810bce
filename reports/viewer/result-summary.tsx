import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from '../text/format-duration.ts';
import { notLookedAtText } from '../text/not-looked-at.ts';
import { endingWords, operatorAct } from '../text/recovery-text.ts';
import { standingOf } from '../text/standing.ts';
import { OUTCOME_MEANINGS } from '../text/words.ts';
import { StandingBadge } from './standing-badge.tsx';

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

/** What happened, and what an operator has to do. */
export function ResultSummary({ result }: { readonly result: ScenarioResult }) {
  const standing = standingOf(result);
  const missed = notLookedAtText(result);
  const act = operatorAct(result.recovery);
  const { refreshes, tokenRequests, apiAccepted, apiRefused } = result.counts;
  return (
    <div class={`summary edge-${standing}`}>
      <p class="sentence">{result.summary}</p>
      {act === undefined ? null : (
        <p>
          <b>What an operator must do:</b> {act}
        </p>
      )}
      {result.known === undefined ? null : <Known known={result.known} />}
      {result.differsFromKnown === undefined ? null : (
        <p>
          <b>Not as known:</b> {result.differsFromKnown}
        </p>
      )}
      {missed === undefined ? null : (
        <p>
          <b>Not looked at:</b> {missed}
        </p>
      )}
      <p class="facts">
        <StandingBadge standing={standing} />
        {endingWords(result).map((words) => ` · ${words}`)}
        {result.verdict === 'skipped' ? null : (
          <>
            {' '}
            · {refreshes} refresh
            {refreshes === 1 ? '' : 'es'} · {tokenRequests} token request
            {tokenRequests === 1 ? '' : 's'} · API {apiAccepted} accepted, {apiRefused} refused ·{' '}
            {formatDuration(result.durationMs)}
          </>
        )}
      </p>
      {result.verdict === 'skipped' ? null : (
        <p class="facts">
          <b>{result.outcome}</b>: {OUTCOME_MEANINGS[result.outcome]}
        </p>
      )}
    </div>
  );
}
