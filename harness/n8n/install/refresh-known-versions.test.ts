import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Command, RunCommand } from '../../machine/run-command.ts';
import { nearest, readKnownVersions, refreshedListIn } from './known-versions.ts';
import { refreshKnownVersions } from './refresh-known-versions.ts';
import { NEVER, result, temporaryCache } from './testing/test-support.ts';

const PUBLISHED = ['2.39.9', '2.40.6', '2.40.7', '2.41.1', '2.41.3', '2.42.0-exp.0', '2.38.0'];

/** What pnpm says beside a message when a dependency is not published. */
const PIN = {
  package: { name: '@n8n/agents', bareSpecifier: '0.26.2' },
  pkgsStack: [{ name: 'n8n', version: '2.41.3' }],
};

/** A registry in which the given versions lack a dependency. */
function registry(broken: readonly string[]): RunCommand {
  return async (command) => {
    if (command.file === 'npm') return result({ stdout: JSON.stringify(PUBLISHED) });
    const version = await wanted(command);
    if (!broken.includes(version)) return result();
    command.onLine?.(
      JSON.stringify({
        level: 'error',
        name: 'pnpm',
        code: 'ERR_PNPM_NO_MATCHING_VERSION',
        err: { message: `no pin of ${version}` },
        ...(version === '2.41.3' ? PIN : {}),
      }),
    );
    return result({ exitCode: 1 });
  };
}

async function wanted(command: Command): Promise<string> {
  expect(command.args).toContain('--lockfile-only');
  expect(basename(command.cwd)).toBe('n8n');
  const manifest: unknown = JSON.parse(await readFile(join(command.cwd, 'package.json'), 'utf8'));
  return (manifest as { dependencies: { n8n: string } }).dependencies.n8n;
}

const NO_AGENTS = 'n8n 2.41.3 pins @n8n/agents@0.26.2, which the registry does not have';

async function list(folder: string, content: unknown): Promise<URL> {
  const file = join(folder, 'shipped.json');
  await writeFile(file, JSON.stringify(content));
  return pathToFileURL(file);
}

test('takes of each recent minor the newest version that resolves, and keeps older entries', async () => {
  await using temporary = await temporaryCache();
  const shipped = await list(temporary.root, {
    refreshed: '2026-01-01',
    versions: [
      { version: '1.123.81', checked: '2026-01-01', how: 'boots' },
      { version: '2.40.7', checked: '2026-01-01', how: 'boots' },
    ],
  });
  const before = await readFile(shipped, 'utf8');
  const problems: [string, string | null][] = [];
  const known = await refreshKnownVersions({
    signal: NEVER,
    shipped,
    cache: temporary.cache,
    run: registry(['2.41.3', '2.39.9']),
    today: '2026-02-02',
    minors: 3,
    onChecked: (version, problem) => problems.push([version, problem]),
  });
  expect(known).toEqual({
    refreshed: '2026-02-02',
    versions: [
      { version: '2.41.1', checked: '2026-02-02', how: 'resolves' },
      { version: '2.40.7', checked: '2026-02-02', how: 'boots' },
      { version: '1.123.81', checked: '2026-01-01', how: 'boots' },
    ],
    refused: [
      { version: '2.41.3', checked: '2026-02-02', why: NO_AGENTS },
      { version: '2.39.9', checked: '2026-02-02', why: 'no pin of 2.39.9' },
    ],
  });
  expect(JSON.parse(await readFile(refreshedListIn(temporary.cache), 'utf8'))).toEqual(known);
  expect(await readKnownVersions(temporary.cache, shipped)).toEqual(known);
  expect(await readFile(shipped, 'utf8')).toBe(before);
  expect(problems).toEqual([
    ['2.41.3', NO_AGENTS],
    ['2.41.1', null],
    ['2.40.7', null],
    ['2.39.9', 'no pin of 2.39.9'],
  ]);
});

test('a registry that does not answer refuses no version', async () => {
  await using temporary = await temporaryCache();
  const run: RunCommand = async (command) => {
    if (command.file === 'npm') return result({ stdout: JSON.stringify(PUBLISHED) });
    command.onLine?.(
      JSON.stringify({
        level: 'error',
        name: 'pnpm',
        code: 'ERR_PNPM_META_FETCH_FAIL',
        err: { message: 'gone' },
      }),
    );
    return result({ exitCode: 1 });
  };
  await expect(
    refreshKnownVersions({ signal: NEVER, cache: temporary.cache, run }),
  ).rejects.toMatchObject({ code: 'registry-unreachable', exitCode: 75 });
  expect(existsSync(refreshedListIn(temporary.cache))).toBe(false);
});

test('of two lists the later check of a version counts', async () => {
  await using temporary = await temporaryCache();
  const shipped = await list(temporary.root, {
    refreshed: '2026-03-03',
    versions: [
      { version: '2.42.0', checked: '2026-03-03', how: 'boots' },
      { version: '2.41.1', checked: '2026-03-03', how: 'resolves' },
    ],
    refused: [{ version: '2.41.3', checked: '2026-01-01', why: 'a pin' }],
  });
  await mkdir(temporary.cache.root, { recursive: true });
  await writeFile(
    refreshedListIn(temporary.cache),
    JSON.stringify({
      refreshed: '2026-02-02',
      versions: [
        { version: '2.41.3', checked: '2026-02-02', how: 'boots' },
        { version: '2.41.1', checked: '2026-02-02', how: 'boots' },
      ],
      refused: [{ version: '2.42.0', checked: '2026-02-02', why: 'a pin' }],
    }),
  );
  expect(await readKnownVersions(temporary.cache, shipped)).toEqual({
    refreshed: '2026-03-03',
    versions: [
      { version: '2.42.0', checked: '2026-03-03', how: 'boots' },
      { version: '2.41.3', checked: '2026-02-02', how: 'boots' },
      { version: '2.41.1', checked: '2026-03-03', how: 'resolves' },
    ],
    refused: [],
  });
  await writeFile(refreshedListIn(temporary.cache), '{"half":');
  expect((await readKnownVersions(temporary.cache, shipped)).versions).toHaveLength(2);
});

test.each([
  ['2.41.3', ['2.41.1', '2.40.7', '2.42.0'], '2.41.1'],
  ['1.0.0', ['2.41.1', '1.72.1'], '1.72.1'],
  ['2.41.1', ['2.41.1'], null],
])('the nearest to %s among %j is %s', (version, versions, expected) => {
  expect(nearest(version, versions)).toBe(expected);
});
