import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatView, parseView, type ViewState } from './view-state.ts';

/**
 * Changes part of the view. `push` adds an entry to the browser's history, so that Back undoes the
 * change.
 */
export type ChangeView = (change: Partial<ViewState>, how?: 'push' | 'replace') => void;

/** The view in the address, and a function that changes it. */
export function useView(): readonly [ViewState, ChangeView] {
  const [view, setView] = useState(() => parseView(location.hash));
  useEffect(() => {
    const read = (): void => setView(parseView(location.hash));
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    return () => {
      removeEventListener('hashchange', read);
      removeEventListener('popstate', read);
    };
  }, []);
  const change = useCallback<ChangeView>((part, how = 'replace') => {
    const next = { ...parseView(location.hash), ...part };
    if (how === 'push') history.pushState(null, '', formatView(next));
    else history.replaceState(null, '', formatView(next));
    setView(next);
  }, []);
  return [view, change];
}
