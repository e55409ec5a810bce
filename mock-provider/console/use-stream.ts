import { useEffect, useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { NumberedEvent } from '../control/read-events.ts';
import { follow, type StreamStatus } from './follow.ts';
import { addEvents, type StreamRow } from './stream-rows.ts';
import { countEvents, NO_TRAFFIC, type Traffic } from './traffic-counts.ts';

/** Events that arrive within this time are rendered together. */
const TOGETHER_MS = 50;

/** What the page knows of the events of a realm. */
export interface Stream {
  readonly rows: readonly StreamRow[];
  readonly traffic: Traffic;
  readonly status: StreamStatus;
}

/**
 * The newest events of a realm as rows, and those of the last hour as counts, updated as they
 * happen. Calls `onEvents` after new events.
 */
export function useStream(realm: RemoteRealm, onEvents: () => void): Stream {
  const [rows, setRows] = useState<readonly StreamRow[]>([]);
  const [traffic, setTraffic] = useState(NO_TRAFFIC);
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
      setTraffic((before) => countEvents(before, events));
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
        setTraffic(NO_TRAFFIC);
      },
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [realm, onEvents]);
  return { rows, traffic, status };
}
