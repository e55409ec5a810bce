import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** The value that was loaded last, and the error when loading fails now. */
export interface Polled<T> {
  readonly value?: T;
  /** When it was loaded, by the browser's clock. */
  readonly atMs?: number;
  readonly error?: unknown;
  refresh(): void;
}

/**
 * Loads a value at once and whenever `refresh` is called. With a period it also loads again and
 * again while the page is visible. `load` must be the same function at every rendering.
 */
export function usePolled<T>(load: () => Promise<T>, everyMs?: number): Polled<T> {
  const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>({});
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    let ended = false;
    let busy = false;
    let wanted = false;
    const once = async (): Promise<void> => {
      // Only one request runs at a time, so that an older answer cannot replace a newer one.
      wanted = busy;
      if (busy) return;
      busy = true;
      const next = await load().then(
        (value) => ({ value, atMs: Date.now() }),
        (error: unknown) => ({ error }),
      );
      busy = false;
      if (ended) return;
      setState((before) => ({ ...('error' in next ? before : {}), ...next }));
      if (wanted) void once();
    };
    const looked = (): void => void (document.hidden || once());
    again.current = () => void once();
    void once();
    const timer = everyMs === undefined ? undefined : setInterval(looked, everyMs);
    document.addEventListener('visibilitychange', looked);
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', looked);
    };
  }, [load, everyMs]);
  return { ...state, refresh: useCallback(() => again.current(), []) };
}
