import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { summarise } from '../harness/check/totals.ts';
import { findParts } from '../harness/merge/find-parts.ts';
import { writeMerged } from '../harness/merge/write-merged.ts';
import { readHistory } from '../harness/store/read-history.ts';
import { blobReporter } from './blob.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';

const run = sampleRun();
let folder: string;
let blob: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'blob-'));
  const context = sampleContext(run, folder);
  [blob = ''] = (await blobReporter.create(context).onRunEnd?.(run.results, context)) ?? [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found = () => findParts([folder], { cwd: folder, summarise, say: () => undefined });

it('is named as the run is, and holds results and histories', () => {
  expect(blob).toBe(join(folder, '2026-01-15T09-00-00-sample.blob.zst'));
  const lines = zstdDecompressSync(readFileSync(blob)).toString().trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({ oauthChaosBlob: 2, results: run.results });
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ histories: run.histories.size });
});

it('becomes the run again', async () => {
  const [part] = await found();
  if (part === undefined) throw new RangeError('no part');
  const directory = join(folder, 'merged');
  const results = await writeMerged([part], { directory, id: 'again', summarise });
  expect(results.exitCode).toBe(run.results.exitCode);
  for (const result of run.results.scenarios) {
    const again = results.scenarios.find(
      ({ name, target }) => name === result.name && target === result.target,
    );
    expect(again).toEqual({ ...result, ...(again?.history && { history: again.history }) });
    if (result.history !== undefined)
      expect(readHistory(join(directory, again?.history ?? '')).events).toEqual(
        run.histories.get(result.history),
      );
  }
});

/** Every way to be no blob that is seen at its beginning. */
it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 60), 'it is cut off, or no blob'],
  ['empty', () => Buffer.alloc(0), 'it is'],
  ['no blob', () => Buffer.from('{}'), 'it is cut off, or no blob'],
  ['something else, compressed', () => zstdCompressSync('{"name":1}\n'), 'it is no blob'],
  ['of another form', () => zstdCompressSync('{"oauthChaosBlob":1}\n'), 'it is a blob of form 1'],
])('is refused when it is %s', async (_, change, says) => {
  writeFileSync(blob, change(readFileSync(blob)));
  await expect(found()).rejects.toMatchObject({
    code: 'blob-damaged',
    exitCode: 64,
    message: expect.stringContaining(says),
  });
});

it('leaves nothing behind when it turns out to be damaged in its middle', async () => {
  const text = zstdDecompressSync(readFileSync(blob)).toString();
  writeFileSync(blob, zstdCompressSync(text.replace(/\n(?=\{"target")/, '\n{"history":1}\n')));
  const [part] = await found();
  if (part === undefined) throw new RangeError('no part');
  const directory = join(folder, 'merged');
  await expect(writeMerged([part], { directory, id: 'x', summarise })).rejects.toMatchObject({
    code: 'blob-damaged',
    message: expect.stringContaining('it holds what no blob holds'),
  });
  expect(existsSync(directory)).toBe(false);
});
