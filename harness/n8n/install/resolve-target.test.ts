import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { valid } from 'semver';
import { expect, test } from 'vitest';
import { writeInstalledRecord } from './installed-record.ts';
import { readKnownVersions } from './known-versions.ts';
import { resolveTarget } from './resolve-target.ts';
import { temporaryCache } from './testing/test-support.ts';

const KNOWN = ['2.41.1', '2.40.7', '2.30.0', '1.123.81', '1.78.1'];

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
  expect(await resolveTarget(text, temporary.cache, KNOWN)).toEqual({ kind: 'version', version });
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
  expect(await resolveTarget('2.30', temporary.cache, KNOWN)).toEqual({
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

test('a series nobody knows is refused with what to do', async () => {
  await using temporary = await temporaryCache();
  await expect(resolveTarget('3.x', temporary.cache, KNOWN)).rejects.toMatchObject({
    code: 'target-unknown',
    exitCode: 75,
    hint: expect.stringContaining('refresh'),
  });
});

test('the committed list holds exact versions and is not empty', async () => {
  const { versions } = await readKnownVersions();
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.every(({ version }) => valid(version) === version)).toBe(true);
});
