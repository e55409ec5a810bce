import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Results } from '../../harness/model/results.ts';
import { STANDINGS } from '../text/standing.ts';
import { changesOf } from './changes-bar.tsx';
import { CHANGE_FILTERS } from './order-rows.ts';
import { themesOf } from './select-rows.ts';
import { useScrollRoom } from './use-scroll-room.ts';
import type { ChangeView } from './use-view.ts';
import { NO_FILTER, type ViewState } from './view-state.ts';

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">all</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Moves the focus to the search field when the user presses `/` outside an input field. */
function useSlash(): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, select, textarea') !== null
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return input;
}

export interface FilterBarProps {
  readonly results: Results;
  readonly view: ViewState;
  readonly change: ChangeView;
  readonly shown: number;
  readonly all: number;
}

/** The filters that decide which scenarios are listed. */
export function FilterBar({ results, view, change, shown, all }: FilterBarProps) {
  const input = useSlash();
  const bar = useRef<HTMLFormElement>(null);
  useScrollRoom(bar);
  const filtered = [view.query, view.verdict, view.theme, view.target, view.change].some(
    (part) => part !== '',
  );
  const changes = changesOf(results);
  return (
    <form ref={bar} class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="search">
        <span class="visually-hidden">Search scenarios</span>
        <input
          ref={input}
          type="search"
          placeholder="Search an error or a name ( / )"
          value={view.query}
          onInput={(event) => change({ query: event.currentTarget.value })}
        />
      </label>
      <Choice
        label="verdict"
        value={view.verdict}
        options={Object.entries(STANDINGS).map(([id, { word }]) => [id, word] as const)}
        onChange={(verdict) => change({ verdict })}
      />
      <Choice
        label="theme"
        value={view.theme}
        options={themesOf(results).map((theme) => [theme, theme] as const)}
        onChange={(theme) => change({ theme })}
      />
      {changes.length < 2 ? null : (
        <Choice
          label="change"
          value={view.change}
          options={changes.map((one) => [one, CHANGE_FILTERS[one].word] as const)}
          onChange={(next) => change({ change: next })}
        />
      )}
      {results.targets.length < 2 ? null : (
        <Choice
          label="target"
          value={view.target}
          options={results.targets.map(({ id }) => [id, id] as const)}
          onChange={(target) => change({ target })}
        />
      )}
      <output class="count">
        {shown === all ? `${all} scenario${all === 1 ? '' : 's'}` : `${shown} of ${all} scenarios`}
      </output>
      {filtered ? (
        <button type="button" class="plain" onClick={() => change(NO_FILTER)}>
          clear
        </button>
      ) : null}
    </form>
  );
}
