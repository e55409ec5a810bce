import { useState } from 'preact/hooks';
import { needsReading } from './order-rows.ts';
import type { PageData } from './page-data.ts';
import { ScenarioRow } from './scenario-row.tsx';
import type { SelectedRow } from './select-rows.ts';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

/** How many of the failures stand open from the beginning. More would be a wall. */
const OPEN_AT_FIRST = 5;

export interface ScenarioListProps {
  readonly data: PageData;
  readonly rows: readonly SelectedRow[];
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

/** The scenarios that match the filter, failures first and open, with a column for each target. */
export function ScenarioList({ data, rows, view, change }: ScenarioListProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const targets = data.results.targets.filter(({ id }) => view.target === '' || id === view.target);
  const several = data.results.targets.length > 1;
  if (rows.length === 0) return <p class="empty">No scenario fits the filter.</p>;
  const opened = new Set(
    rows
      .filter(needsReading)
      .slice(0, OPEN_AT_FIRST)
      .map(({ name }) => name)
      .filter((name) => !closed.has(name)),
  );
  const toggle = (name: string): void => {
    const isNamed = view.scenario === name;
    if (isNamed || opened.has(name)) {
      setClosed(new Set([...closed, name]));
      if (isNamed) change({ scenario: '', on: '', event: 0 }, 'push');
    } else change({ scenario: name, on: '', event: 0 }, 'push');
  };
  return (
    <div
      class={several ? 'list several' : 'list'}
      style={{ '--targets': targets.length }}
      onKeyDown={moveBetweenRows}
    >
      <div class="columns" aria-hidden="true">
        <span>scenario</span>
        {targets.map(({ id }) => (
          <span key={id}>{several ? id : 'verdict, outcome, recovery'}</span>
        ))}
        <span>{several ? 'change' : ''}</span>
      </div>
      {rows.map((row) => (
        <ScenarioRow
          key={row.name}
          data={data}
          row={row}
          view={view}
          change={change}
          isOpen={view.scenario === row.name || opened.has(row.name)}
          onToggle={() => toggle(row.name)}
        />
      ))}
    </div>
  );
}
