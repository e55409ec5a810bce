import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { History } from '../../harness/model/history.ts';
import type { ScenarioResult } from '../../harness/model/results.ts';
import { EventList } from './event-list.tsx';
import { ExecutionsTable } from './executions-table.tsx';
import { Findings } from './findings.tsx';
import { LoadView } from './load/load-view.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { ResultSummary } from './result-summary.tsx';
import { Timeline } from './timeline/timeline.tsx';

export interface ResultDetailProps {
  readonly result: ScenarioResult;
  readonly history: History | undefined;
  /** Number of the selected event, or 0. */
  readonly event: number;
  readonly onSelect: (event: number) => void;
  /** Shows what is folded; undefined when nothing is. */
  readonly onUnfold: (() => void) | undefined;
  /** What stands below the summary. */
  readonly children: ComponentChildren;
}

/** Everything about one result: what happened, what proves it, and every event. */
export function ResultDetail(props: ResultDetailProps) {
  const { result, history, event, onSelect, onUnfold, children } = props;
  const evidence = useMemo(
    () =>
      new Set(
        result.findings
          .filter(({ verdict }) => verdict === 'violated')
          .flatMap((finding) => finding.evidence),
      ),
    [result],
  );
  return (
    <div class="result">
      <ResultSummary result={result} />
      {children}
      {result.load === undefined ? null : <LoadView load={result.load} />}
      <div class="two">
        <Findings
          findings={
            onUnfold === undefined
              ? result.findings
              : result.findings.filter(({ verdict }) => verdict === 'violated')
          }
          selected={event}
          onSelect={history === undefined ? undefined : onSelect}
        />
        <div>
          {history?.head === undefined || onUnfold !== undefined ? null : (
            <PlanSteps history={history} onSelect={onSelect} />
          )}
          <ExecutionsTable result={result} />
        </div>
      </div>
      {history === undefined ? (
        <p class="notice">
          {result.verdict === 'skipped'
            ? 'Nothing ran, so there is no history.'
            : 'The history of this result is not in this page.'}
        </p>
      ) : (
        <>
          {history.complete ? null : (
            <p class="notice">
              This history has no proper end: the run was cut off. Everything below stops at its
              last event.
            </p>
          )}
          {onUnfold === undefined ? (
            <>
              <Timeline
                history={history}
                selected={event}
                evidence={evidence}
                onSelect={onSelect}
              />
              <EventList
                history={history}
                selected={event}
                evidence={evidence}
                onSelect={onSelect}
              />
            </>
          ) : (
            <button type="button" class="chip unfold" onClick={onUnfold}>
              show why it is tried, plan, all findings, timeline, {history.events.length} events
            </button>
          )}
        </>
      )}
    </div>
  );
}
