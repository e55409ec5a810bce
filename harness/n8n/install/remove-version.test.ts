import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import { thisOwner } from '../../machine/owner-status.ts';
import { identifyProcess } from '../../machine/process-identity.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { ensureInstalled } from './ensure-installed.ts';
import { listInstalled } from './list-installed.ts';
import { removeVersion } from './remove-version.ts';
import { createStagingJob } from './staging-job.ts';
import { LINUX, NEVER, fakeRunner, result, temporaryCache } from './testing/test-support.ts';

async function withInstalled(versions: readonly string[]) {
  const temporary = await temporaryCache();
  const { cache } = temporary;
  for (const version of versions)
    await ensureInstalled(version, () => {}, NEVER, {
      cache,
      platform: LINUX,
      run: fakeRunner(version),
      probe: async () => {},
    });
  const run = sinon.stub<Parameters<RunCommand>, ReturnType<RunCommand>>().resolves(result());
  const prunes = (): number =>
    run.getCalls().filter(({ args: [command] }) => command.args.includes('prune')).length;
  return { cache, run, prunes, [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose]() };
}

test('lists versions newest first, with their overrides', async () => {
  await using installed = await withInstalled(['1.123.81', '2.41.1', '1.78.1']);
  const list = await listInstalled(installed.cache);
  expect(list.map(({ version }) => version)).toEqual(['2.41.1', '1.123.81', '1.78.1']);
  expect(list[2]?.overrides.map((override) => override.package)).toEqual(['zod', 'xlsx']);
});

test('removes the version and what only it used of the store', async () => {
  await using installed = await withInstalled(['2.41.1', '2.40.7']);
  await removeVersion('2.41.1', NEVER, installed.cache, installed.run);
  expect(existsSync(join(installed.cache.versions, '2.41.1'))).toBe(false);
  expect((await listInstalled(installed.cache)).map(({ version }) => version)).toEqual(['2.40.7']);
  expect(installed.prunes()).toBe(1);
});

test('the store is left alone while something is being installed', async () => {
  await using installed = await withInstalled(['2.41.1']);
  await using _job = await createStagingJob(installed.cache, '2.40.7', NEVER);
  await removeVersion('2.41.1', NEVER, installed.cache, installed.run);
  expect(installed.prunes()).toBe(0);
});

test('a version another process uses stays, until that process is gone', async () => {
  await using installed = await withInstalled(['2.41.1']);
  const user = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  const leases = join(installed.cache.locks, 'n8n-2.41.1.in-use');
  await mkdir(leases, { recursive: true });
  await writeFile(
    join(leases, `${user.pid}.json`),
    JSON.stringify(await identifyProcess(user.pid ?? 0)),
  );
  await expect(
    removeVersion('2.41.1', NEVER, installed.cache, installed.run),
  ).rejects.toMatchObject({
    code: 'n8n-in-use',
    exitCode: 75,
    message: `Could not remove n8n 2.41.1: process ${user.pid} uses it.`,
  });
  const gone = new Promise((done) => user.once('exit', done));
  user.kill('SIGKILL');
  await gone;
  await removeVersion('2.41.1', NEVER, installed.cache, installed.run);
  expect(existsSync(join(installed.cache.versions, '2.41.1'))).toBe(false);
});

test('a version stays while a process of another machine may use it, whatever its number means here', async () => {
  await using installed = await withInstalled(['2.41.1']);
  const leases = join(installed.cache.locks, 'n8n-2.41.1.in-use');
  const { machine, owner } = await thisOwner('a lease');
  await writeFile(
    join(leases, 'theirs.json'),
    JSON.stringify({ machine: { ...machine, host: 'build-7' }, owner }),
  );
  await expect(
    removeVersion('2.41.1', NEVER, installed.cache, installed.run),
  ).rejects.toMatchObject({
    code: 'n8n-in-use',
    message: `Could not remove n8n 2.41.1: process ${process.pid} on build-7 uses it.`,
    hint: expect.stringContaining(`delete ${leases}`),
  });
  expect(existsSync(join(leases, 'theirs.json'))).toBe(true);
});

test('a process that ends by itself leaves no lease for other machines to wonder about', async () => {
  await using installed = await withInstalled(['2.41.1']);
  const leases = join(installed.cache.locks, 'n8n-2.41.1.in-use');
  const before = await readdir(leases);
  const { stdout } = await execa(process.execPath, [
    '--input-type=module',
    '-e',
    `const { leaseVersion } = await import(process.argv[1]);
     const { readdirSync } = await import('node:fs');
     await leaseVersion({ locks: process.argv[2] }, '2.41.1');
     console.log(readdirSync(process.argv[3]).length);`,
    new URL('version-lease.ts', import.meta.url).href,
    installed.cache.locks,
    leases,
  ]);
  expect(Number(stdout)).toBe(before.length + 1);
  expect(await readdir(leases)).toEqual(before);
});

test('what is not installed cannot be removed', async () => {
  await using installed = await withInstalled(['2.41.1']);
  await expect(
    removeVersion('2.40.7', NEVER, installed.cache, installed.run),
  ).rejects.toMatchObject({ code: 'n8n-not-installed', exitCode: 64, hint: 'Installed: 2.41.1.' });
});

test.each(['', '.', '..', '../store', '2.41.1/..', 'v2.41.1', '2.41'])(
  "'%s' names no installed version: nothing is removed and nothing is locked",
  async (text) => {
    await using installed = await withInstalled(['2.41.1']);
    const before = await readdir(installed.cache.locks);
    await expect(removeVersion(text, NEVER, installed.cache, installed.run)).rejects.toMatchObject({
      code: 'n8n-not-installed',
      exitCode: 64,
    });
    expect((await listInstalled(installed.cache)).map(({ version }) => version)).toEqual([
      '2.41.1',
    ]);
    expect(await readdir(installed.cache.locks)).toEqual(before);
  },
);
