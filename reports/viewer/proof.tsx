import { useMemo } from 'preact/hooks';
import type { JudgedAdvice, TrialResult } from '../../harness/model/judge-advice.ts';
import type { PageData } from './page-data.ts';
import { Screenshots } from './screenshots.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { EMPTY_VIEW, formatView } from './view-state.ts';

/** Of several trials that decided a claim, the one that speaks against it. */
const decidingTrial = ({ trials }: JudgedAdvice): TrialResult | undefined =>
  trials.find(({ says }) => says === false) ?? trials.find(({ says }) => says !== undefined);

/**
 * What proves the verdict of a claim on one target, as a picture: what the user saw in n8n's editor
 * where that was photographed, and what happened in the trial that decided it.
 */
export function Proof({
  judged,
  data,
}: {
  readonly judged: JudgedAdvice;
  readonly data: PageData;
}) {
  const result = decidingTrial(judged)?.result;
  const history = result === undefined ? undefined : data.historyOf(result);
  const evidence = useMemo(
    () =>
      new Set(result?.findings.flatMap((one) => (one.verdict === 'violated' ? one.evidence : []))),
    [result],
  );
  if (result === undefined || history === undefined) return null;
  const pictures = data.picturesOf(result);
  const view = { ...EMPTY_VIEW, scenario: result.name, on: result.target };
  return (
    <figure class="proof">
      <figcaption>
        {judged.target.id}, <a href={formatView(view)}>{result.name}</a>: what decided it
      </figcaption>
      {pictures.length === 0 ? null : <Screenshots pictures={pictures} />}
      <Timeline
        history={history}
        selected={0}
        evidence={evidence}
        onSelect={(event) => {
          location.hash = formatView({ ...view, event });
        }}
      />
    </figure>
  );
}
