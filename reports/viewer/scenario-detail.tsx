import { reproducer } from '../text/reproduce.ts';
import { worstResult } from './order-rows.ts';
import type { PageData } from './page-data.ts';
import { ReproduceLine } from './reproduce-line.tsx';
import { ResultDetail } from './result-detail.tsx';
import { resultKey } from './result-key.ts';
import { ResultTabs } from './result-tabs.tsx';
import { ScenarioWhy } from './scenario-why.tsx';
import { Screenshots } from './screenshots.tsx';
import type { SelectedRow } from './select-rows.ts';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

export interface ScenarioDetailProps {
  readonly data: PageData;
  readonly row: SelectedRow;
  readonly view: ViewState;
  readonly change: ChangeView;
}

/**
 * Everything about one scenario: why it exists, and one of its results in full. A scenario that is
 * open only because it fails, not because the address names it, tells what went wrong and folds the
 * rest.
 */
export function ScenarioDetail({ data, row, view, change }: ScenarioDetailProps) {
  const isNamed = view.scenario === row.name;
  const results = row.cells.flatMap(({ attempts }) => attempts);
  const asked = isNamed ? results.find((result) => resultKey(result) === view.on) : undefined;
  const result = asked ?? worstResult(row);
  if (result === undefined)
    return (
      <div class="detail">
        <p class="notice">This scenario was planned and has no result.</p>
      </div>
    );
  const history = data.historyOf(result);
  const head =
    history?.head ??
    results.map((other) => data.historyOf(other)?.head).find((found) => found !== undefined);
  const show = (on: string, event: number): void =>
    change({ scenario: row.name, on, event }, 'push');
  const command = reproducer(data.results)(result);
  const pictures = data.picturesOf(result);
  return (
    <div class="detail">
      {head === undefined || !isNamed ? null : <ScenarioWhy scenario={head.scenario} />}
      {results.length > 1 ? (
        <ResultTabs
          results={results}
          active={result}
          onChoose={(next) => change({ scenario: row.name, on: resultKey(next), event: 0 })}
        />
      ) : null}
      <ResultDetail
        key={resultKey(result)}
        result={result}
        history={history}
        event={isNamed ? view.event : 0}
        onSelect={(event) => show(resultKey(result), event)}
        onUnfold={isNamed ? undefined : () => show(resultKey(result), 0)}
      >
        {command === undefined ? null : <ReproduceLine command={command} />}
        {!isNamed || pictures.length === 0 ? null : <Screenshots pictures={pictures} />}
      </ResultDetail>
    </div>
  );
}
