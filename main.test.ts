import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
