import { expect, test } from 'vitest';
import { NEVER } from '../n8n/install/testing/test-support.ts';
import { isGroupRunning } from './process-group.ts';
import { runCommand } from './run-command.ts';
import type { Command } from './run-command.ts';

const node = (script: string, over: Partial<Command> = {}): Command => ({
  file: process.execPath,
  args: ['-e', script],
  cwd: '/',
  env: {},
  signal: NEVER,
  ...over,
});
/** A program that starts another one and reports it. Both would run for a minute. */
const PARENT = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' }); console.log('up'); setTimeout(() => {}, 60000)`;

test('a program that fails is a result', async () => {
  expect(
    await runCommand(node('console.log("out"); console.error("err"); process.exit(3)')),
  ).toEqual({ exitCode: 3, stdout: 'out', stderr: 'err', missing: false, timedOut: false });
});

test('a program that does not exist is a result', async () => {
  expect(await runCommand({ ...node(''), file: 'no-such-program' })).toMatchObject({
    exitCode: null,
    missing: true,
  });
});

test('lines arrive one by one', async () => {
  const lines: string[] = [];
  await runCommand(node('console.log("a\\nb")', { onLine: (line) => lines.push(line) }));
  expect(lines).toEqual(['a', 'b']);
});

test('a last line of megabytes arrives whole although the program leaves at once', async () => {
  const lines: string[] = [];
  await runCommand(
    node('process.stdout.write("first\\n" + "ä".repeat(4e6) + "\\n"); process.exit(1)', {
      onLine: (line) => lines.push(line),
    }),
  );
  expect(lines.map((line) => line.length)).toEqual([5, 4e6]);
});

test('the child sees the environment it was given and no other', async () => {
  const { stdout } = await runCommand(
    node('console.log(JSON.stringify(process.env))', { env: { ONLY: '1', GONE: undefined } }),
  );
  expect(JSON.parse(stdout)).toEqual({ ONLY: '1' });
});

test('an abort ends the whole group before it is told', async () => {
  const abort = new AbortController();
  let leader = 0;
  const running = runCommand(
    node(PARENT, {
      signal: abort.signal,
      onLine: () => abort.abort(new Error('enough')),
      onSpawn: async (pid) => void (leader = pid),
    }),
  );
  await expect(running).rejects.toThrow('enough');
  expect(leader).toBeGreaterThan(0);
  expect(await isGroupRunning(leader)).toBe(false);
});

test('a program that takes too long is ended', async () => {
  let leader = 0;
  const { timedOut, exitCode } = await runCommand(
    node(PARENT, { timeoutMs: 300, onSpawn: async (pid) => void (leader = pid) }),
  );
  expect({ timedOut, exitCode }).toEqual({ timedOut: true, exitCode: null });
  expect(leader).toBeGreaterThan(0);
  expect(await isGroupRunning(leader)).toBe(false);
});
