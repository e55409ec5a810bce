import { useEffect, useRef } from 'preact/hooks';
import { CHANGE_FILTERS } from './order-rows.ts';
import type { PageData } from './page-data.ts';
import { ResultCell } from './result-cell.tsx';
import { resultKey } from './result-key.ts';
import { RowHit } from './row-hit.tsx';
import { RowReason } from './row-reason.tsx';
import { ScenarioDetail } from './scenario-detail.tsx';
import { wordsOf } from './search-words.ts';
import type { SelectedRow } from './select-rows.ts';
import { Term } from './term.tsx';
import type { ChangeView } from './use-view.ts';
import type { ViewState } from './view-state.ts';

function Name({ name }: { readonly name: string }) {
  const [theme, ...rest] = name.split('/');
  return (
    <span class="name">
      <span class="theme">{theme}/</span>
      {rest.join('/')}
    </span>
  );
}

function ChangeCell({ change }: Pick<SelectedRow, 'change'>) {
  if (change === undefined) return <span class="change" />;
  const { symbol, word, meaning } = CHANGE_FILTERS[change];
  return (
    <Term class={`change change-${change}`} meaning={meaning}>
      {symbol} {word}
    </Term>
  );
}

export interface ScenarioRowProps {
  readonly data: PageData;
  readonly row: SelectedRow;
  readonly view: ViewState;
  readonly change: ChangeView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/**
 * One scenario: a row with its result on every target, why it is no pass, and, when it is open, all
 * details below the row.
 */
export function ScenarioRow({ data, row, view, change, isOpen, onToggle }: ScenarioRowProps) {
  const isNamed = view.scenario === row.name;
  const section = useRef<HTMLElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isNamed && !wasOpen.current && view.event === 0)
      section.current?.scrollIntoView({ block: 'start' });
  }, [isNamed]);
  useEffect(() => {
    wasOpen.current = isOpen;
  });
  const several = data.results.targets.length > 1;
  const { found } = row;
  const longestMs = Math.max(
    1,
    ...row.cells.flatMap(({ attempts }) => attempts.map(({ durationMs }) => durationMs)),
  );
  return (
    <section ref={section} class={isOpen ? 'scenario open' : 'scenario'} data-scenario={row.name}>
      <h3>
        <button type="button" class="row" aria-expanded={isOpen} onClick={onToggle}>
          <span class="what">
            <Name name={row.name} />
            <span class="title">{row.title}</span>
          </span>
          {row.cells.map((cell) => (
            <ResultCell key={cell.target} cell={cell} withTarget={several} longestMs={longestMs} />
          ))}
          <ChangeCell change={row.change} />
        </button>
      </h3>
      {isOpen ? null : <RowReason row={row} />}
      {found === undefined ? null : (
        <RowHit
          hit={found.hit}
          target={several ? found.result.target : undefined}
          words={wordsOf(view.query)}
          onSelect={(event) =>
            change({ scenario: row.name, on: resultKey(found.result), event }, 'push')
          }
        />
      )}
      {isOpen ? <ScenarioDetail data={data} row={row} view={view} change={change} /> : null}
    </section>
  );
}
