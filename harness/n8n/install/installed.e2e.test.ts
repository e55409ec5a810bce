import { existsSync } from 'node:fs';
import { satisfies } from 'semver';
import { expect, test } from 'vitest';
import { ensureInstalled } from './ensure-installed.ts';
import { listInstalled } from './list-installed.ts';
import { resolveTarget } from './resolve-target.ts';

test('the newest installed n8n is found without installing anything, with a Node that fits', async ({
  skip,
}) => {
  const [newest] = await listInstalled();
  if (newest === undefined) return skip('no n8n is installed on this machine');
  const phases: string[] = [];
  const found = await ensureInstalled(
    newest.version,
    ({ phase }) => phases.push(phase),
    AbortSignal.timeout(60_000),
  );
  expect(found).toMatchObject({ version: newest.version, directory: newest.directory });
  expect(existsSync(found.entry) && existsSync(found.node)).toBe(true);
  expect(satisfies(found.nodeVersion, newest.nodeRange)).toBe(true);
  expect(phases).toEqual([]);
});

test('latest is a version, not a wish', async () => {
  expect(await resolveTarget('latest')).toMatchObject({ kind: 'version' });
});
