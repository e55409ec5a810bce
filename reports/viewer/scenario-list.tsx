import type { ComparedScenario } from '../compare.ts';
import type { PageData } from './page-data.ts';
import { ScenarioRow } from './scenario-row.tsx';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

export interface ScenarioListProps {
  readonly data: PageData;
  readonly rows: readonly ComparedScenario[];
  readonly view: ViewState;
  readonly change: ChangeView;
}

/** Lets the arrow keys move the focus between scenarios, as in a list box. */
function moveBetweenRows(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.row')) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...document.querySelectorAll<HTMLElement>('.row')];
  rows[rows.indexOf(event.target) + step]?.focus();
  event.preventDefault();
}

/** The scenarios that match the filter, with a column for each target. */
export function ScenarioList({ data, rows, view, change }: ScenarioListProps) {
  const targets = data.results.targets.filter(({ id }) => view.target === '' || id === view.target);
  const several = data.results.targets.length > 1;
  if (rows.length === 0) return <p class="empty">No scenario fits the filter.</p>;
  return (
    <div
      class={several ? 'list several' : 'list'}
      style={{ '--targets': targets.length }}
      onKeyDown={moveBetweenRows}
    >
      <div class="columns" aria-hidden="true">
        <span>scenario</span>
        {targets.map(({ id }) => (
          <span key={id}>{several ? id : 'verdict, outcome, recovery expected → observed'}</span>
        ))}
        <span>{several ? 'change' : ''}</span>
      </div>
      {rows.map((row) => (
        <ScenarioRow key={row.name} data={data} row={row} view={view} change={change} />
      ))}
    </div>
  );
}
