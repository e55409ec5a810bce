import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { isGroupRunning, signalGroup, stopGroup } from './process-group.ts';

const started: number[] = [];
afterEach(() => {
  for (const leader of started.splice(0)) signalGroup(leader, 'SIGKILL');
});

/** Starts a program in its own process group and waits for its first line. */
async function start(
  file: string,
  ...args: readonly string[]
): Promise<{ readonly leader: number; readonly said: string; readonly child: ChildProcess }> {
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const leader = child.pid ?? 0;
  started.push(leader);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  return { leader, said, child };
}

const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')`;
const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: ['ignore', 'inherit', 'ignore'] }); setInterval(() => {}, 1000)`;

test('a group that hears ends as asked', async () => {
  const { leader, child } = await start(
    process.execPath,
    '-e',
    `setInterval(() => {}, 1000); console.log('up')`,
  );
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  await stopGroup(leader, 20_000);
  expect(await ended).toBe('SIGTERM');
  expect(await isGroupRunning(leader)).toBe(false);
});

test('a child that does not hear is forced, although its leader has ended', async () => {
  const { leader } = await start(process.execPath, '-e', parent);
  expect(await isGroupRunning(leader)).toBe(true);
  await stopGroup(leader, 200);
  expect(await isGroupRunning(leader)).toBe(false);
});

test('without grace the group is forced at once', async () => {
  const { leader, child } = await start(process.execPath, '-e', deaf);
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  await stopGroup(leader, 0);
  expect(await ended).toBe('SIGKILL');
});

test.runIf(process.platform === 'linux')(
  'a zombie hears signals and does not count as running',
  async () => {
    // The sleeping program has replaced the shell and never waits for the child that the shell had
    // started.
    const { said } = await start('/bin/sh', '-c', 'setsid sh -c "echo \\$\\$" & exec sleep 60');
    const zombie = Number(said);
    await expect.poll(() => isGroupRunning(zombie), { timeout: 10_000 }).toBe(false);
    expect(signalGroup(zombie, 0)).toBe(true);
  },
);

test('no number stands for our own group or for everything', () => {
  expect([0, 1].map((leader) => signalGroup(leader, 0))).toEqual([false, false]);
});
