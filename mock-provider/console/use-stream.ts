import { useEffect, useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { NumberedEvent } from '../control/read-events.ts';
import { follow, type StreamStatus } from './follow.ts';
import { addEvents, type StreamRow } from './stream-rows.ts';

/** Events that arrive within this time are rendered together. */
const TOGETHER_MS = 50;

/**
 * The newest events of a realm as rows, updated as they happen. Calls `onEvents` after new events.
 */
export function useStream(
  realm: RemoteRealm,
  onEvents: () => void,
): { readonly rows: readonly StreamRow[]; readonly status: StreamStatus } {
  const [rows, setRows] = useState<readonly StreamRow[]>([]);
  const [status, setStatus] = useState<StreamStatus>('connecting');
  useEffect(() => {
    const stop = new AbortController();
    let waiting: NumberedEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      const events = waiting;
      waiting = [];
      timer = undefined;
      setRows((before) => addEvents(before, events));
      onEvents();
    };
    void follow(realm, stop.signal, {
      status: setStatus,
      event(one) {
        waiting.push(one);
        timer ??= setTimeout(flush, TOGETHER_MS);
      },
      restarted() {
        waiting = [];
        setRows([]);
      },
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [realm, onEvents]);
  return { rows, status };
}
