import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../check/totals.ts';
import { HarnessError } from '../model/error.ts';
import { checkParts } from './check-parts.ts';
import { findParts } from './find-parts.ts';
import { readBlob } from './read-blob.ts';
import { blobBytes, blobText, sampleBlob, type BlobContent } from './testing/sample-blob.ts';
import { samplePart } from './testing/sample-parts.ts';
import { writeMerged } from './write-merged.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'hostile-blobs-'));
  writeFileSync(join(cwd, 'mine.txt'), 'mine');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const names = ['x/1', 'x/2'];
const content = (): BlobContent =>
  sampleBlob(samplePart({ shownAs: 'b', names, shard: [1, 2, ['x/1', 'x/2', 'x/3']] }));

/** Merges the one blob that is there, as the command does. */
async function merge(bytes: Uint8Array): Promise<readonly string[]> {
  writeFileSync(join(cwd, 'b.blob.zst'), bytes);
  const found = await findParts(['b.blob.zst'], { cwd, summarise, say: () => undefined });
  checkParts(found);
  const [first] = found;
  if (first === undefined) throw new RangeError('no part');
  const directory = join(cwd, 'merged');
  const { scenarios } = await writeMerged([first], { directory, id: 'm', summarise });
  return scenarios.flatMap(({ history }) => history ?? []);
}

/** The error with which bytes are refused; nothing is left behind, and nothing was touched. */
async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await merge(bytes).catch((cause: unknown) => cause);
  if (!(error instanceof HarnessError)) throw new Error(`not refused: ${String(error)}`);
  expect(error).toMatchObject({ code: 'blob-damaged', exitCode: 64 });
  expect(readdirSync(cwd).sort()).toEqual(['b.blob.zst', 'mine.txt']);
  expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('mine');
  return error.message;
}

it('takes what nobody changed', async () => {
  const histories = await merge(blobBytes(content()));
  expect(histories).toHaveLength(2);
  expect(readFileSync(join(cwd, 'merged', histories[1] ?? ''), 'utf8')).toBe('history of x/2 1\n');
});

const PLACES = [
  '..',
  '.',
  '../x',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\x',
  'x\\..\\y',
  'x/../y',
  'x\0/y',
  'x/1.2',
  '',
  `x/${'y'.repeat(300)}`,
] as const;

describe('names that lead elsewhere', () => {
  it.each(PLACES)('of a scenario: %j', async (name) => {
    const changed = content();
    const [result] = changed.head.results.scenarios;
    const [history] = changed.histories;
    if (result === undefined || history === undefined) throw new RangeError('no result');
    result.name = name;
    history.key.name = name;
    expect(await refusal(blobBytes(changed))).toMatch(
      /^Could not merge b\.blob\.zst: ".*" names no scenario\.$/,
    );
  });

  it.each(PLACES.filter((name) => name.length < 200))('of a target: %j', async (name) => {
    const text = blobText(content()).replaceAll('"2.41.1"', JSON.stringify(name));
    // The names of targets are free, so that a folder is made for each of them, inside.
    const following = /"wholeBytes":\d+/.exec(text)?.[0] ?? '';
    const whole = /\n(\[.*?\])\{"target"/.exec(text)?.[1] ?? '';
    const histories = await merge(
      zstdCompressSync(text.replace(following, `"wholeBytes":${Buffer.byteLength(whole)}`)),
    );
    expect(histories).toHaveLength(2);
    for (const history of histories) {
      expect(history.split('/')).toHaveLength(3);
      expect(history.split('/')).not.toContain('..');
      expect(existsSync(join(cwd, 'merged', history))).toBe(true);
    }
    expect(readdirSync(cwd).sort()).toEqual(['b.blob.zst', 'merged', 'mine.txt']);
  });
});

describe('what its results do not tell', () => {
  it.each<readonly [string, (blob: BlobContent) => void, string]>([
    [
      'a history more',
      ({ histories }) => histories.push(...histories),
      'it has two histories of x/1',
    ],
    [
      'a history of somebody else',
      ({ histories: [one] }) => one && (one.key.name = 'y/1'),
      'it has a history of y/1, which its results do not name',
    ],
    ['a history less', ({ histories }) => histories.pop(), '1 of 2 histories are missing'],
    [
      'a result twice',
      ({ head: { results } }) => results.scenarios.push(...results.scenarios.slice(0, 1)),
      'it has two results of x/1',
    ],
    [
      'a target twice',
      ({ head: { results } }) => results.targets.push(...results.targets.slice(0, 1)),
      "it has two targets '2.41.1'",
    ],
    ['no end', (blob) => (blob.end = undefined), 'it is cut off'],
    [
      'a history that is too long by its own words',
      ({ histories: [, last] }) => last && (last.key.bytes = 2 ** 40),
      'one thing in it is longer than 256 MiB',
    ],
    [
      'a history that is longer than the rest of it',
      ({ histories: [, last] }) => last && (last.key.bytes = 10_000),
      'it is cut off',
    ],
  ])('%s', async (_, change, says) => {
    const changed = content();
    change(changed);
    expect(await refusal(blobBytes(changed))).toContain(says);
  });

  it('something after its end', async () => {
    const text = `${blobText(content())}{"histories":2}\n`;
    expect(await refusal(zstdCompressSync(text))).toContain('something follows its end');
  });
});

describe('a small file that unpacks to a large one', () => {
  const MiB = 1024 ** 2;
  const bomb = (): Buffer => zstdCompressSync(Buffer.alloc(64 * MiB, ' '));

  it.each([
    [{ line: MiB, piece: MiB, total: 256 * MiB }, 'one thing in it is longer than 1 MiB'],
    [{ line: 256 * MiB, piece: MiB, total: 2 * MiB }, 'it unpacks to more than 2 MiB'],
  ])('is unpacked no further than %j', async (limits, says) => {
    writeFileSync(join(cwd, 'b'), bomb());
    await expect(readBlob(join(cwd, 'b'), 'b', { limits })).rejects.toMatchObject({
      code: 'blob-damaged',
      message: `Could not merge b: ${says}.`,
    });
  });
});

it('tells the whole of all shards once', async () => {
  for (const index of [1, 2]) {
    const part = samplePart({ shownAs: 'b', names: [`x/${index}`], shard: [index, 2, names] });
    writeFileSync(join(cwd, `${index}.blob.zst`), blobBytes(sampleBlob(part)));
  }
  const found = await findParts([cwd], { cwd, summarise, say: () => undefined });
  const [one, other] = found.map(({ results }) => results.shard?.whole);
  expect(one).toHaveLength(2);
  expect(other).toBe(one);
});

it('is no link to a device, and no folder of its own name', async () => {
  symlinkSync('/dev/zero', join(cwd, 'b.blob.zst'));
  const options = { cwd, summarise, say: () => undefined };
  await expect(findParts([cwd], options)).rejects.toMatchObject({
    message: expect.stringMatching(/b\.blob\.zst: it is no file\.$/),
  });
  rmSync(join(cwd, 'b.blob.zst'));
  mkdirSync(join(cwd, 'b.blob.zst'));
  await expect(findParts([cwd], options)).rejects.toMatchObject({ exitCode: 64 });
});

it('whatever somebody did to its bytes, it is refused, or nothing was lost', async () => {
  const right = blobBytes(content());
  const change = fc.record({
    at: fc.nat({ max: right.length - 1 }),
    remove: fc.nat({ max: 40 }),
    insert: fc.uint8Array({ maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, remove, insert }) => {
      const bytes = Buffer.concat([right.subarray(0, at), insert, right.subarray(at + remove)]);
      rmSync(join(cwd, 'merged'), { recursive: true, force: true });
      const merged = await merge(bytes).catch((cause: unknown) => cause);
      if (merged instanceof HarnessError) {
        expect(merged.message).toMatch(/^Could not merge b\.blob\.zst: /);
        expect(merged.exitCode).toBe(64);
        expect(existsSync(join(cwd, 'merged'))).toBe(false);
      } else expect(merged).toHaveLength(2);
    }),
  );
});

it('whatever somebody did to its text, nothing is written elsewhere', async () => {
  const text = blobText(content());
  const change = fc.record({
    at: fc.nat({ max: text.length }),
    remove: fc.nat({ max: 200 }),
    insert: fc.oneof(
      fc.constantFrom(...PLACES, '"', '}', '\n', '{"histories":0}\n', '['.repeat(5_000)),
      fc.string({ maxLength: 10 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, remove, insert }) => {
      rmSync(join(cwd, 'merged'), { recursive: true, force: true });
      const changed = text.slice(0, at) + insert + text.slice(at + remove);
      const merged = await merge(zstdCompressSync(changed)).catch((cause: unknown) => cause);
      if (!Array.isArray(merged))
        expect(merged).toMatchObject({
          exitCode: 64,
          message: expect.stringMatching(/^Could not merge/),
        });
      expect(readdirSync(cwd).filter((name) => name !== 'merged')).toEqual([
        'b.blob.zst',
        'mine.txt',
      ]);
    }),
  );
});
