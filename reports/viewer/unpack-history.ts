import { gunzipSync, strFromU8 } from 'fflate';
import type { HistoryEvent } from '../../harness/model/event.ts';

/** A text that was packed into a page. It runs in the browser, which has no Node. */
export function unpackText(packed: string): string {
  const bytes = Uint8Array.from(atob(packed), (character) => character.codePointAt(0) ?? 0);
  return strFromU8(gunzipSync(bytes));
}

/** The events that were packed into a page. */
export function unpackHistory(packed: string): readonly HistoryEvent[] {
  const events: readonly HistoryEvent[] = JSON.parse(unpackText(packed));
  return events;
}
