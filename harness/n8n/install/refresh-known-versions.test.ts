import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Command, RunCommand } from '../../machine/run-command.ts';
import { nearest } from './known-versions.ts';
import { refreshKnownVersions } from './refresh-known-versions.ts';
import { NEVER, result, temporaryCache } from './testing/test-support.ts';

const PUBLISHED = ['2.39.9', '2.40.6', '2.40.7', '2.41.1', '2.41.3', '2.42.0-exp.0', '2.38.0'];

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

test('takes of each recent minor the newest version that resolves, and keeps older entries', async () => {
  await using temporary = await temporaryCache();
  const file = pathToFileURL(join(temporary.root, 'known.json'));
  await writeFile(
    file,
    JSON.stringify({
      refreshed: '2026-01-01',
      versions: [
        { version: '1.123.81', checked: '2026-01-01', how: 'boots' },
        { version: '2.40.7', checked: '2026-01-01', how: 'boots' },
      ],
    }),
  );
  const problems: [string, string | null][] = [];
  const known = await refreshKnownVersions({
    signal: NEVER,
    file,
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
  });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(known);
  expect(problems).toEqual([
    ['2.41.3', 'no pin of 2.41.3'],
    ['2.41.1', null],
    ['2.40.7', null],
    ['2.39.9', 'no pin of 2.39.9'],
  ]);
});

test.each([
  ['2.41.3', ['2.41.1', '2.40.7', '2.42.0'], '2.41.1'],
  ['1.0.0', ['2.41.1', '1.72.1'], '1.72.1'],
  ['2.41.1', ['2.41.1'], null],
])('the nearest to %s among %j is %s', (version, versions, expected) => {
  expect(nearest(version, versions)).toBe(expected);
});
