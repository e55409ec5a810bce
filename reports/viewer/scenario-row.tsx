import { useEffect, useRef } from 'preact/hooks';
import type { Change, ComparedScenario } from '../compare.ts';
import type { PageData } from './page-data.ts';
import { ResultCell } from './result-cell.tsx';
import { ScenarioDetail } from './scenario-detail.tsx';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

const CHANGES: Readonly<Record<Change, string>> = {
  same: 'same',
  regressed: '▼ regressed',
  fixed: '▲ fixed',
  unclear: '–',
};

function Name({ name }: { readonly name: string }) {
  const [theme, ...rest] = name.split('/');
  return (
    <span class="name">
      <span class="theme">{theme}/</span>
      {rest.join('/')}
    </span>
  );
}

export interface ScenarioRowProps {
  readonly data: PageData;
  readonly row: ComparedScenario;
  readonly view: ViewState;
  readonly change: ChangeView;
}

/**
 * One scenario: a row with its result on every target and, when it is open, all details below the
 * row.
 */
export function ScenarioRow({ data, row, view, change }: ScenarioRowProps) {
  const open = view.scenario === row.name;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open && view.event === 0) section.current?.scrollIntoView({ block: 'start' });
  }, [open]);
  const toggle = (): void =>
    change(
      open ? { scenario: '', on: '', event: 0 } : { scenario: row.name, on: '', event: 0 },
      'push',
    );
  return (
    <section ref={section} class={open ? 'scenario open' : 'scenario'} data-scenario={row.name}>
      <h3>
        <button type="button" class="row" aria-expanded={open} onClick={toggle}>
          <span class="what">
            <Name name={row.name} />
            <span class="title">{row.title}</span>
          </span>
          {row.cells.map((cell) => (
            <ResultCell
              key={cell.target}
              cell={cell}
              withTarget={data.results.targets.length > 1}
            />
          ))}
          <span class={`change change-${row.change ?? 'none'}`}>
            {row.change === undefined ? '' : CHANGES[row.change]}
          </span>
        </button>
      </h3>
      {open ? <ScenarioDetail data={data} row={row} view={view} change={change} /> : null}
    </section>
  );
}
