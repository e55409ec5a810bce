import { gunzipSync, strFromU8 } from 'fflate';
import type { HistoryEvent } from '../../harness/model/event.ts';

/** The events that were packed into a page. It runs in the browser, which has no Node. */
export function unpackHistory(packed: string): readonly HistoryEvent[] {
  const bytes = Uint8Array.from(atob(packed), (character) => character.codePointAt(0) ?? 0);
  const events: readonly HistoryEvent[] = JSON.parse(strFromU8(gunzipSync(bytes)));
  return events;
}
