import type { ScenarioResult } from '../../harness/model/results.ts';
import type { ComparedScenario } from '../compare.ts';
import { standingOf } from '../text/standing.ts';
import type { PageData } from './page-data.ts';
import { ResultDetail } from './result-detail.tsx';
import { ResultTabs } from './result-tabs.tsx';
import { ScenarioWhy } from './scenario-why.tsx';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

/** The name of a result within its scenario, as it is in the address. */
const resultKey = ({ target, attempt }: ScenarioResult): string =>
  attempt === 1 ? target : `${target}#${attempt}`;

function chooseResult(results: readonly ScenarioResult[], on: string): ScenarioResult | undefined {
  return (
    results.find((result) => resultKey(result) === on) ??
    results.find((result) => standingOf(result) === 'fail') ??
    results.find((result) => result.history !== undefined) ??
    results[0]
  );
}

export interface ScenarioDetailProps {
  readonly data: PageData;
  readonly row: ComparedScenario;
  readonly view: ViewState;
  readonly change: ChangeView;
}

/** Everything about one scenario: why it exists, and one of its results in full. */
export function ScenarioDetail({ data, row, view, change }: ScenarioDetailProps) {
  const results = row.cells.flatMap(({ attempts }) => attempts);
  const result = chooseResult(results, view.on);
  if (result === undefined)
    return (
      <div class="detail">
        <p class="notice">This scenario was planned and has no result.</p>
      </div>
    );
  const history = data.history(data.results.scenarios.indexOf(result));
  const head =
    history?.head ??
    results
      .map((other) => data.history(data.results.scenarios.indexOf(other))?.head)
      .find((found) => found !== undefined);
  const select = (event: number): void => change({ on: resultKey(result), event }, 'push');
  return (
    <div class="detail">
      {head === undefined ? null : <ScenarioWhy scenario={head.scenario} />}
      {results.length > 1 ? (
        <ResultTabs
          results={results}
          active={result}
          onChoose={(next) => change({ on: resultKey(next), event: 0 })}
        />
      ) : null}
      <ResultDetail
        key={resultKey(result)}
        result={result}
        history={history}
        event={view.event}
        onSelect={select}
      />
    </div>
  );
}
