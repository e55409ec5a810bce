import { zstdCompressSync } from 'node:zlib';
import { BLOB_VERSION, type BlobEnd, type BlobHead, type BlobHistory } from '../../model/blob.ts';
import type { PlannedRun } from '../../model/results.ts';
import type { Part } from '../part.ts';

/** What a blob consists of. A test may change all of it before it becomes bytes. */
export interface BlobContent {
  head: BlobHead;
  whole: PlannedRun[] | undefined;
  histories: { key: BlobHistory; text: string }[];
  end: BlobEnd | undefined;
}

/** The content of the blob that a part would leave. Each history is a line of text. */
export function sampleBlob({ results }: Part): BlobContent {
  const { shard } = results;
  const histories = results.scenarios.map(({ target, name, attempt }) => {
    const text = `history of ${name} ${attempt}\n`;
    return { key: { target, name, attempt, bytes: Buffer.byteLength(text) }, text };
  });
  return structuredClone({
    head: {
      oauthChaosBlob: BLOB_VERSION,
      results: shard === undefined ? results : { ...results, shard: { ...shard, whole: [] } },
    },
    whole: shard?.whole,
    histories,
    end: { histories: histories.length },
  });
}

/** The text of a blob, before it is compressed. */
export function blobText({ head, whole, histories, end }: BlobContent): string {
  const following = whole === undefined ? '' : JSON.stringify(whole);
  const length = Buffer.byteLength(following);
  return [
    `${JSON.stringify({ ...head, ...(length === 0 ? {} : { wholeBytes: length }) })}\n${following}`,
    ...histories.map(({ key, text }) => `${JSON.stringify(key)}\n${text}`),
    end === undefined ? '' : `${JSON.stringify(end)}\n`,
  ].join('');
}

export const blobBytes = (content: BlobContent): Buffer => zstdCompressSync(blobText(content));
