import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HistoryEvent } from '../../harness/model/event.ts';

const compress = promisify(gzip);

/** Packs a text as a page holds it, in gzip (RFC 1952) and Base64. */
export const packText = async (text: string): Promise<string> =>
  (await compress(text)).toString('base64');

/** Packs the events of one result as a page holds them: a twelfth of what they are as JSON. */
export const packHistory = (events: readonly HistoryEvent[]): Promise<string> =>
  packText(JSON.stringify(events));
