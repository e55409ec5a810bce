import { createGzip } from 'node:zlib';
import { BLOB_ENDING, type BlobHead, type BlobHistory } from '../harness/model/blob.ts';
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

/** Compressed piece by piece: histories are a hundred times what they are then. */
async function compressed(results: Results, { readHistoryText }: ReportContext): Promise<Buffer> {
  const gzip = createGzip();
  const pieces: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => pieces.push(piece));
  const over = new Promise((resolve, reject) => gzip.on('end', resolve).on('error', reject));
  const line = (value: BlobHead | BlobHistory): Promise<void> =>
    new Promise((resolve) => {
      if (gzip.write(`${JSON.stringify(value)}\n`)) resolve();
      else gzip.once('drain', resolve);
    });
  await line({ oauthChaosBlob: 1, results });
  for (const result of results.scenarios) {
    const history = await readHistoryText(result);
    const { target, name, attempt } = result;
    if (history !== undefined) await line({ target, name, attempt, history });
  }
  gzip.end();
  await over;
  return Buffer.concat(pieces);
}
