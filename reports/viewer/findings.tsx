import { useState } from 'preact/hooks';
import { decidedNothing } from '../../harness/model/finding.ts';
import type { FindingResult } from '../../harness/model/results.ts';
import { EventLink } from './event-link.tsx';

const MARKS = { violated: '✗', unknown: '?', 'not-looked-at': '–', holds: '✓' } as const;
const SHOWN_EVENTS = 12;

interface FindingsProps {
  readonly findings: readonly FindingResult[];
  readonly selected: number;
  /** Undefined when the page has no history for this result. */
  readonly onSelect: ((n: number) => void) | undefined;
}

function Evidence({
  finding,
  selected,
  onSelect,
}: { readonly finding: FindingResult } & Omit<FindingsProps, 'findings'>) {
  const [all, setAll] = useState(false);
  const { evidence } = finding;
  if (evidence.length === 0) return null;
  const shown = all ? evidence : evidence.slice(0, SHOWN_EVENTS);
  return (
    <p class="evidence">
      {evidence.length === 1 ? 'event' : 'events'}{' '}
      {shown.map((n) => (
        <EventLink key={n} n={n} selected={n === selected} onSelect={onSelect} />
      ))}
      {shown.length === evidence.length ? null : (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          {evidence.length - shown.length} more
        </button>
      )}
    </p>
  );
}

function FindingItem({
  finding,
  selected,
  onSelect,
}: { readonly finding: FindingResult } & Omit<FindingsProps, 'findings'>) {
  return (
    <li class={`finding ${finding.verdict}`}>
      <span class="symbol" aria-hidden="true">
        {decidedNothing(finding) ? '–' : MARKS[finding.verdict]}
      </span>
      <div>
        <p>
          <b>{finding.checker}</b>{' '}
          <span class="word">
            {decidedNothing(finding) ? 'nothing to decide' : finding.verdict}
          </span>
        </p>
        <p>{finding.message}</p>
        <Evidence finding={finding} selected={selected} onSelect={onSelect} />
      </div>
    </li>
  );
}

/**
 * The decision of every checker: first violated, then unknown, then what nobody could look at.
 * Findings that hold are folded away, unless there are no others; so are those that had nothing to
 * decide, each with why.
 */
export function Findings({ findings, selected, onSelect }: FindingsProps) {
  const by = (verdict: FindingResult['verdict']): readonly FindingResult[] =>
    findings.filter((finding) => finding.verdict === verdict);
  const trouble = [...by('violated'), ...by('unknown'), ...by('not-looked-at')];
  const good = by('holds').filter((finding) => !decidedNothing(finding));
  const idle = by('holds').filter(decidedNothing);
  const item = (finding: FindingResult) => (
    <FindingItem key={finding.checker} finding={finding} selected={selected} onSelect={onSelect} />
  );
  return (
    <section class="findings">
      <h4>Findings</h4>
      {findings.length === 0 ? <p class="quiet">None.</p> : null}
      {trouble.length === 0 ? null : <ul>{trouble.map(item)}</ul>}
      {good.length === 0 ? null : (
        <details open={trouble.length === 0}>
          <summary>
            {good.length} invariant{good.length === 1 ? ' holds' : 's hold'}
          </summary>
          <ul>{good.map(item)}</ul>
        </details>
      )}
      {idle.length === 0 ? null : (
        <details>
          <summary>
            {idle.length} invariant{idle.length === 1 ? '' : 's'} had nothing to decide
          </summary>
          <ul>{idle.map(item)}</ul>
        </details>
      )}
    </section>
  );
}
