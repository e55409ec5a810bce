import { useRef } from 'preact/hooks';
import type { ScenarioResult } from '../../harness/model/results.ts';
import { standingOf } from '../text/standing.ts';
import { StandingBadge } from './standing-badge.tsx';

export interface ResultTabsProps {
  readonly results: readonly ScenarioResult[];
  readonly active: ScenarioResult;
  readonly onChoose: (result: ScenarioResult) => void;
}

/**
 * A tab for every result of a scenario, with target, attempt and verdict. The arrow keys move
 * between tabs.
 */
export function ResultTabs({ results, active, onChoose }: ResultTabsProps) {
  const several = new Set(results.map(({ target }) => target)).size > 1;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = results[results.indexOf(active) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelectorAll('button')[results.indexOf(next)]?.focus();
  };
  return (
    <div
      ref={list}
      class="tabs"
      role="tablist"
      aria-label="Results of this scenario"
      onKeyDown={onKeyDown}
    >
      {results.map((result) => (
        <button
          key={`${result.target} ${result.attempt}`}
          type="button"
          role="tab"
          aria-selected={result === active}
          tabIndex={result === active ? 0 : -1}
          onClick={() => onChoose(result)}
        >
          <b>
            {several ? result.target : ''}
            {result.attempt > 1 || !several ? ` #${result.attempt}` : ''}
          </b>{' '}
          <StandingBadge standing={standingOf(result)} />
        </button>
      ))}
    </div>
  );
}
