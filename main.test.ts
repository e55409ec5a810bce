import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

it.each(['SIGTERM', 'SIGINT'] as const)(
  'a program that waits for its reader is ended by %s',
  async (signal) => {
    const child = spawn(process.execPath, [main, 'schema', 'scenario'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'readable');
    child.kill(signal);
    expect(await exited).toEqual([null, signal]);
    child.stdout.destroy();
  },
);

it('a reader that takes its time gets all that was written', async () => {
  const child = spawn(process.execPath, [main, 'schema', 'scenario'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  // Longer than a pipe holds is left unread until the program has had its chance to be gone.
  await Promise.race([once(child, 'exit'), once(child.stdout, 'readable')]);
  await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 500))]);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  expect(await closed).toEqual([0, null]);
  expect(JSON.parse(text)).toMatchObject({ type: 'object' });
});

it.each([
  ['run', 'pipe.yaml'],
  ['provider', '--policy', 'pipe.yaml'],
])('a program that waits for a file is ended by SIGTERM: %s', async (...args) => {
  const cwd = mkdtempSync(join(tmpdir(), 'main-'));
  try {
    const pipe = join(cwd, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    const child = spawn(process.execPath, [main, ...args], { cwd, stdio: 'ignore' });
    const exited = once(child, 'exit');
    // Opening the pipe for writing waits until the program has opened it for reading.
    const writer = await open(pipe, 'w');
    child.kill('SIGTERM');
    expect(await exited).toEqual([null, 'SIGTERM']);
    await writer.close();
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
