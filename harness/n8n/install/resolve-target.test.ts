import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { valid } from 'semver';
import { expect, test } from 'vitest';
import { writeInstalledRecord } from './installed-record.ts';
import { readKnownVersions } from './known-versions.ts';
import type { KnownVersions } from './known-versions.ts';
import { resolveTarget } from './resolve-target.ts';
import { temporaryCache } from './testing/test-support.ts';

const KNOWN: KnownVersions = {
  refreshed: '2026-02-02',
  versions: ['2.41.1', '2.40.7', '2.30.0', '1.123.81', '1.78.1'].map((version) => ({
    version,
    checked: '2026-02-02',
    how: 'boots',
  })),
  refused: [
    { version: '2.41.3', checked: '2026-02-02', why: 'n8n 2.41.3 pins a@1, which is nowhere' },
    { version: '2.40.6', checked: '2026-02-02', why: 'it pins b@1' },
  ],
};

test.each([
  ['2.41.1', '2.41.1'],
  ['2.99.0', '2.99.0'],
  ['latest', '2.41.1'],
  ['2', '2.41.1'],
  ['2.x', '2.41.1'],
  ['1.x', '1.123.81'],
  ['2.30', '2.30.0'],
  ['2.40.x', '2.40.7'],
])('%s is version %s', async (text, version) => {
  await using temporary = await temporaryCache();
  expect(await resolveTarget(text, temporary.cache, KNOWN)).toMatchObject({
    kind: 'version',
    version,
  });
});

const NEWEST = 'the newest known to install on 2026-02-02';

test.each([
  ['2.41.1', undefined],
  ['latest', `${NEWEST}; 2.41.3 does not: n8n 2.41.3 pins a@1, which is nowhere`],
  ['2.x', `${NEWEST}; 2.41.3 does not: n8n 2.41.3 pins a@1, which is nowhere`],
  ['2.40', NEWEST],
  ['1.x', NEWEST],
])('%s says why it is no newer version: %s', async (text, because) => {
  await using temporary = await temporaryCache();
  const target = await resolveTarget(text, temporary.cache, KNOWN);
  expect(target.kind === 'version' && target.because).toBe(because);
});

test('an installed version counts as known', async () => {
  await using temporary = await temporaryCache();
  const folder = join(temporary.cache.versions, '2.30.4');
  await mkdir(folder, { recursive: true });
  await writeInstalledRecord(folder, {
    schemaVersion: 1,
    version: '2.30.4',
    installedAt: new Date(0).toISOString(),
    installMs: 1,
    nodeRange: '*',
    nodeVersion: '24.0.0',
    overrides: [],
    native: 'none',
    packages: 0,
    sizeBytes: 0,
  });
  expect(await resolveTarget('2.30', temporary.cache, KNOWN)).toMatchObject({
    kind: 'version',
    version: '2.30.4',
  });
});

test('path: is a folder, made absolute and not looked at', async () => {
  expect(await resolveTarget('path:some/where')).toEqual({
    kind: 'path',
    dir: join(process.cwd(), 'some/where'),
  });
});

test.each(['', 'newest', '2.41.', '>=2', '^2.0.0', '*', 'path:', '2.41.1 || 1', '2,41'])(
  '%j is refused as malformed',
  async (text) => {
    await expect(resolveTarget(text, undefined, KNOWN)).rejects.toMatchObject({
      code: 'target-malformed',
      exitCode: 64,
    });
  },
);

test.each(['localhost:5678', 'localhost', '127.0.0.1:5678', 'n8n.example.com/n8n'])(
  '%s is told to be an address without its scheme',
  async (text) => {
    await expect(resolveTarget(text, undefined, KNOWN)).rejects.toMatchObject({
      code: 'target-malformed',
      hint: `Did you mean http://${text}?`,
    });
  },
);

test.each([
  ['2.41.l', '2.41.1'],
  ['lastest', 'latest'],
])('%s is told to be near %s', async (text, near) => {
  await expect(resolveTarget(text, undefined, KNOWN)).rejects.toMatchObject({
    code: 'target-malformed',
    hint: expect.stringMatching(new RegExp(`^Did you mean ${near}\\? Write a version`)),
  });
});

test('a series nobody knows is refused with what to do', async () => {
  await using temporary = await temporaryCache();
  await expect(resolveTarget('3.x', temporary.cache, KNOWN)).rejects.toMatchObject({
    code: 'target-unknown',
    exitCode: 75,
    hint: expect.stringContaining('refresh'),
  });
});

test('the committed list holds exact versions and is not empty', async () => {
  await using temporary = await temporaryCache();
  const { versions } = await readKnownVersions(temporary.cache);
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.every(({ version }) => valid(version) === version)).toBe(true);
});
