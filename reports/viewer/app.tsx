import { useMemo } from 'preact/hooks';
import { compareTargets } from '../compare.ts';
import { AdviceList } from './advice-list.tsx';
import { CoverageList } from './coverage-list.tsx';
import { ExplainBox } from './explain-box.tsx';
import { FaultMap } from './fault-map.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HeatMap } from './heat-map.tsx';
import { ScalePictures } from './load/scale-picture.tsx';
import type { PageData } from './page-data.ts';
import { RunHeader } from './run-header.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { searchIn } from './search-results.ts';
import { selectRows } from './select-rows.ts';
import { useView } from './use-view.ts';
import { NO_FILTER } from './view-state.ts';
import { WitnessTable } from './witness-table.tsx';

/** The whole page. */
export function App({ data }: { readonly data: PageData }) {
  const [view, change] = useView();
  const { results, left } = data;
  const { query, verdict, theme, target, change: changed } = view;
  const search = useMemo(() => searchIn((result) => data.historyOf(result)), [data]);
  const rows = useMemo(
    () => selectRows(results, { query, verdict, theme, target, change: changed }, search),
    [results, search, query, verdict, theme, target, changed],
  );
  const all = useMemo(() => compareTargets(results).length, [results]);
  const here = useMemo(() => new Set(results.scenarios.map(({ name }) => name)), [results]);
  return (
    <>
      <RunHeader results={results} left={left} view={view} change={change} />
      <main>
        {results.targets.length > 1 ? (
          <HeatMap
            results={results}
            onOpen={(scenario, on) => change({ ...NO_FILTER, scenario, on, event: 0 }, 'push')}
          />
        ) : null}
        <ScalePictures results={results} />
        <FaultMap results={results} />
        <AdviceList data={data} />
        {data.symptoms === undefined ? null : <ExplainBox book={data.symptoms} here={here} />}
        <WitnessTable results={results} />
        <CoverageList results={results} />
        <FilterBar results={results} view={view} change={change} shown={rows.length} all={all} />
        <ScenarioList data={data} rows={rows} view={view} change={change} />
      </main>
    </>
  );
}
