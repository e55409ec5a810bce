import { readdir } from 'node:fs/promises';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { RunCommand } from '../../machine/run-command.ts';
import { ensureInstalled } from './ensure-installed.ts';
import { orDiskFull } from './full-disk.ts';
import { LINUX, NEVER, result, temporaryCache } from './testing/test-support.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

test('a disk that fills up while an n8n is installed is told in words, and nothing is left', async () => {
  await using temporary = await temporaryCache();
  const run = sinon.spy<RunCommand>(async ({ args }) => {
    if (args.includes('prune')) return result();
    throw full;
  });
  await expect(
    ensureInstalled('1.123.81', () => {}, NEVER, {
      cache: temporary.cache,
      platform: LINUX,
      run,
    }),
  ).rejects.toMatchObject({
    code: 'disk-full',
    exitCode: 75,
    message: `Could not install n8n 1.123.81: the disk of the cache folder ${temporary.cache.root} is full.`,
    hint: expect.stringContaining('OAUTH_CHAOS_CACHE'),
  });
  expect(await readdir(temporary.cache.versions)).toEqual([]);
  expect(await readdir(temporary.cache.staging)).toEqual([]);
  sinon.assert.calledWithMatch(run, { args: sinon.match.array.contains(['store', 'prune']) });
});

test('whatever failed first, no room is the reason', async () => {
  const odd = new Error('pnpm ended with null');
  expect(await orDiskFull(odd, '1.123.81', '/cache', async () => 4_096)).toMatchObject({
    code: 'disk-full',
    cause: odd,
  });
  expect(await orDiskFull(odd, '1.123.81', '/cache', async () => 1e9)).toBe(odd);
  expect(await orDiskFull(odd, '1.123.81', '/nowhere/at/all')).toBe(odd);
});
