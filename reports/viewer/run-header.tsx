import type { Results } from '../../harness/model/results.ts';
import type { LeftOut } from '../page/report-data.ts';
import { exitWords } from '../text/exit-words.ts';
import { leftOutWords } from '../text/left-out-words.ts';
import { partText } from '../text/part-text.ts';
import { coverageRemarks, unfinishedRemarks } from '../text/run-remarks.ts';
import { ChangesBar } from './changes-bar.tsx';
import { FailureLinks } from './failure-links.tsx';
import { OwnWorkflowSection } from './own-workflow.tsx';
import { TargetsTable } from './targets-table.tsx';
import { TimeBar } from './time-bar.tsx';
import { TotalsBar } from './totals-bar.tsx';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';
import { WordLegend } from './word-legend.tsx';

const moment = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');

function Remarks({ remarks }: { readonly remarks: readonly string[] }) {
  return (
    <>
      {remarks.map((remark) => (
        <p key={remark} class="notice">
          {remark}
        </p>
      ))}
    </>
  );
}

const exitTone = (code: Results['exitCode']): string =>
  code === 0 ? 'good' : code === 2 || code === 3 ? 'doubt' : 'bad';

/** What ran and on which targets, how it ended, and how the time was spent. */
export function RunHeader({
  results,
  left,
  view,
  change,
}: {
  readonly results: Results;
  readonly left: LeftOut | undefined;
  readonly view: ViewState;
  readonly change: ChangeView;
}) {
  const { run, targets, totals, timing, exitCode } = results;
  const part = partText(results);
  return (
    <header class="run">
      <div class="run-title">
        <div>
          <h1>
            OAuth chaos report <span class="run-id">{run.id}</span>
          </h1>
          <p class="facts">
            started {moment(run.startedAt)} · seed {run.seed} · harness {run.harness}
            {part === undefined ? null : ` · ${part}`}
          </p>
        </div>
        <p class={`exit exit-${exitTone(exitCode)}`}>
          <b>exit code {exitCode}:</b> {exitWords(results)}
        </p>
      </div>
      <FailureLinks results={results} />
      <Remarks
        remarks={[
          ...(left?.unfinished ?? unfinishedRemarks(results)),
          ...(left === undefined ? [] : [leftOutWords(left.counts)]),
        ]}
      />
      <div class="run-body">
        <section aria-label="Totals">
          <h2>
            {totals.scenarios} result{totals.scenarios === 1 ? '' : 's'}
          </h2>
          <TotalsBar
            results={results}
            left={left?.counts}
            verdict={view.verdict}
            onVerdict={(verdict) => change({ verdict })}
          />
          <ChangesBar
            results={results}
            change={view.change}
            onChange={(next) => change({ change: next })}
          />
        </section>
        {timing === undefined ? null : <TimeBar timing={timing} />}
        <TargetsTable targets={targets} />
      </div>
      {results.ownWorkflow === undefined ? null : <OwnWorkflowSection own={results.ownWorkflow} />}
      <Remarks remarks={left?.coverage ?? coverageRemarks(results)} />
      <WordLegend results={results} />
    </header>
  );
}
