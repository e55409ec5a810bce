import { constants, createZstdCompress } from 'node:zlib';
import {
  BLOB_ENDING,
  BLOB_VERSION,
  type BlobEnd,
  type BlobHead,
  type BlobHistory,
} from '../harness/model/blob.ts';
import type { ReportContext, ReporterDefinition } from '../harness/model/reporter.ts';
import type { Results } from '../harness/model/results.ts';

/**
 * All that is told of a run in one file: its results and histories, without n8n's logs. One of a CI
 * job each, `merge` puts them together. Names stand for all secrets, as in the run itself.
 */
export const blobReporter: ReporterDefinition = {
  name: 'blob',
  summary: `<run>${BLOB_ENDING}: the whole run in one file, for \`merge\``,
  binary: true,
  create: (context) => ({
    name: 'blob',
    onRunEnd: async (results) =>
      context.save(`${results.run.id}${BLOB_ENDING}`, await compressed(results, context)),
  }),
};

/** A changed byte is seen when it is unpacked. */
const CHECKED = { [constants.ZSTD_c_checksumFlag]: 1 };

/** Compressed piece by piece: histories are a hundred times what they are then. */
async function compressed(results: Results, { readHistoryText }: ReportContext): Promise<Buffer> {
  const zstd = createZstdCompress({ params: CHECKED });
  const pieces: Buffer[] = [];
  zstd.on('data', (piece: Buffer) => pieces.push(piece));
  const over = new Promise((resolve, reject) => zstd.on('end', resolve).on('error', reject));
  const write = (text: string | Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      if (zstd.write(text)) resolve();
      else zstd.once('drain', resolve);
    });
  const line = (value: BlobHead | BlobHistory | BlobEnd): Promise<void> =>
    write(`${JSON.stringify(value)}\n`);
  const { shard } = results;
  const whole = shard === undefined ? undefined : Buffer.from(JSON.stringify(shard.whole));
  await line({
    oauthChaosBlob: BLOB_VERSION,
    results: shard === undefined ? results : { ...results, shard: { ...shard, whole: [] } },
    ...(whole === undefined ? {} : { wholeBytes: whole.length }),
  });
  if (whole !== undefined) await write(whole);
  let histories = 0;
  for (const result of results.scenarios) {
    const history = await readHistoryText(result);
    if (history === undefined) continue;
    const bytes = Buffer.from(history);
    const { target, name, attempt } = result;
    await line({ target, name, attempt, bytes: bytes.length });
    await write(bytes);
    histories += 1;
  }
  await line({ histories });
  zstd.end();
  await over;
  return Buffer.concat(pieces);
}
