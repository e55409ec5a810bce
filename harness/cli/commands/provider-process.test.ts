import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../..', 'main.ts');

test.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
  ['SIGHUP', 130],
] as const)(
  'a provider of its own answers, and ends on %s with exit code %d',
  async (signal, code) => {
    const child = spawn(process.execPath, [main, 'provider', '--control-token', 'abc'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      await expect.poll(() => text, { timeout: 20_000 }).toContain('Ctrl-C stops it');
      const url = new URL(/Access Token URL +(\S+)/.exec(text)?.[1] ?? '');
      expect(await (await fetch(new URL('/healthz', url))).json()).toEqual({
        status: 'ok',
        provider: expect.stringMatching(/^[0-9a-f]{12}$/),
      });
      child.kill(signal);
      expect(await once(child, 'close')).toEqual([code, null]);
      expect(text).toContain('The provider has stopped.');
    } finally {
      child.kill('SIGKILL');
    }
  },
);
