import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import { cacheLayout } from '../../machine/cache.ts';
import { checkCache } from './cache-check.ts';
import { progressTo } from './install-progress.ts';
import { temporaryCache } from './testing/test-support.ts';

const GB = 1024 ** 3;

test('makes the folders', async () => {
  await using temporary = await temporaryCache();
  await checkCache(temporary.cache, async () => 3 * GB);
  expect((await stat(temporary.cache.versions)).isDirectory()).toBe(true);
});

test('too little room is told before anything is fetched', async () => {
  await using temporary = await temporaryCache();
  await expect(checkCache(temporary.cache, async () => 2.9 * GB)).rejects.toMatchObject({
    code: 'disk-full',
    exitCode: 75,
    message: expect.stringContaining('2.9 GB are free, 3.0 GB are needed.'),
  });
});

test('a folder that cannot be made is told with what to set', async () => {
  await using temporary = await temporaryCache();
  await writeFile(join(temporary.root, 'file'), '');
  const cache = cacheLayout({ OAUTH_CHAOS_CACHE: join(temporary.root, 'file', 'cache') });
  await expect(checkCache(cache)).rejects.toMatchObject({
    code: 'cache-not-writable',
    exitCode: 75,
    hint: expect.stringContaining('OAUTH_CHAOS_CACHE'),
  });
});

test('progress tells every phase at once and counts a few times a second', () => {
  const onProgress = sinon.spy();
  let now = 0;
  const report = progressTo('2.41.1', onProgress, () => now);
  for (now = 0; now < 1_000; now += 10) report('resolving', now);
  report('linking', 1);
  expect(onProgress.callCount).toBeGreaterThan(3);
  expect(onProgress.callCount).toBeLessThan(10);
  sinon.assert.calledWithExactly(onProgress.lastCall, {
    version: '2.41.1',
    phase: 'linking',
    packages: 1,
    elapsedMs: 1_000,
  });
});
