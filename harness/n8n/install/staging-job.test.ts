import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thisOwner } from '../../machine/owner-status.ts';
import { identifyProcess, isRunning } from '../../machine/process-identity.ts';
import { createStagingJob, sweepStaging } from './staging-job.ts';
import { NEVER, temporaryCache } from './testing/test-support.ts';

const DEAD = { pid: process.pid, startedAt: 'before this process' };

test('a job is a folder until it is disposed', async () => {
  await using temporary = await temporaryCache();
  const job = await createStagingJob(temporary.cache, '2.41.1', NEVER);
  expect(existsSync(job.folder)).toBe(true);
  expect((await sweepStaging(temporary.cache)).live).toBe(1);
  expect(existsSync(job.folder)).toBe(true);
  await job[Symbol.asyncDispose]();
  expect(existsSync(job.folder)).toBe(false);
});

test('what a killed process left goes, with the process groups that outlived it', async () => {
  await using temporary = await temporaryCache();
  const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {
    detached: true,
    stdio: 'ignore',
  });
  const identity = await identifyProcess(orphan.pid ?? 0);
  if (identity === null) throw new Error('the orphan did not start');
  const folder = join(temporary.cache.staging, '2.41.1-1-00000000');
  await mkdir(join(folder, 'n8n'), { recursive: true });
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ owner: DEAD, groups: [identity] }));
  expect(await sweepStaging(temporary.cache)).toMatchObject({ live: 0, removed: { folders: 1 } });
  expect(existsSync(folder)).toBe(false);
  expect(await isRunning(identity)).toBe(false);
});

test('a group whose number now belongs to another process is left alone', async () => {
  await using temporary = await temporaryCache();
  const folder = join(temporary.cache.staging, '2.41.1-1-00000000');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ owner: DEAD, groups: [DEAD] }));
  await sweepStaging(temporary.cache);
  expect(existsSync(folder)).toBe(false);
});

test('a job of another machine is left alone, whatever its numbers mean here', async () => {
  await using temporary = await temporaryCache();
  const { machine } = await thisOwner('a staging folder');
  const folder = join(temporary.cache.staging, '2.41.1-1-00000000');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'owner.json'),
    JSON.stringify({ machine: { ...machine, host: 'build-7' }, owner: DEAD, groups: [] }),
  );
  expect((await sweepStaging(temporary.cache)).live).toBe(1);
  expect(existsSync(folder)).toBe(true);
});

test('a job without a machine, from an earlier version, is taken for one of this machine', async () => {
  await using temporary = await temporaryCache();
  const { owner } = await thisOwner('a staging folder');
  const folder = join(temporary.cache.staging, '2.41.1-1-00000000');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'owner.json'), JSON.stringify({ owner, groups: [] }));
  expect((await sweepStaging(temporary.cache)).live).toBe(1);
});

test('a folder without an owner goes, unless whoever its name tells is about to write one', async () => {
  await using temporary = await temporaryCache();
  const starting = join(temporary.cache.staging, `2.41.1-${process.pid}-0123abcd`);
  const stray = join(temporary.cache.staging, 'stray');
  for (const folder of [starting, stray]) await mkdir(folder, { recursive: true });
  expect((await sweepStaging(temporary.cache)).live).toBe(1);
  expect([existsSync(starting), existsSync(stray)]).toEqual([true, false]);
});
