import { useMemo } from 'preact/hooks';
import { compareTargets } from '../compare.ts';
import { FilterBar } from './filter-bar.tsx';
import type { PageData } from './page-data.ts';
import { RunHeader } from './run-header.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { selectRows } from './select-rows.ts';
import { useView } from './use-view.ts';

/** The whole page. */
export function App({ data }: { readonly data: PageData }) {
  const [view, change] = useView();
  const { results } = data;
  const { query, verdict, theme, target } = view;
  const rows = useMemo(
    () => selectRows(results, { query, verdict, theme, target }),
    [results, query, verdict, theme, target],
  );
  const all = useMemo(() => compareTargets(results).length, [results]);
  return (
    <>
      <RunHeader
        results={results}
        verdict={verdict}
        onVerdict={(next) => change({ verdict: next })}
      />
      <main>
        <FilterBar results={results} view={view} change={change} shown={rows.length} all={all} />
        <ScenarioList data={data} rows={rows} view={view} change={change} />
      </main>
    </>
  );
}
