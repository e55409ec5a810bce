import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What was loaded last, and why loading fails now. */
export interface Polled<T> {
  readonly value?: T;
  /** By the browser's clock. */
  readonly atMs?: number;
  readonly error?: unknown;
  refresh(): void;
}

/**
 * Loads at once, whenever told to and, with a period, again and again while somebody looks. `load`
 * must stay the same function.
 */
export function usePolled<T>(load: () => Promise<T>, everyMs?: number): Polled<T> {
  const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>({});
  const again = useRef<() => void>(() => undefined);
  useEffect(() => {
    let ended = false;
    let busy = false;
    let wanted = false;
    const once = async (): Promise<void> => {
      // One at a time: an older answer must not come after a newer one.
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
