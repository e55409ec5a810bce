import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SOON = { timeout: 20_000 };

/** Files as they are in the image, in a folder without any node_modules above it. */
let app: string;
beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'provider-alone-'));
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(app, 'standalone') },
  });
  mkdirSync(join(app, 'console/dist'), { recursive: true });
  writeFileSync(join(app, 'console/dist/index.html'), '<p>the console</p>');
}, 60_000);
afterAll(() => rmSync(app, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  /** What the program has printed behind a label. */
  readonly printed: (label: string) => string;
  readonly text: () => string;
}

async function start(...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [join(app, 'standalone/main.mjs'), ...args], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text, SOON).toContain('Ctrl-C stops it');
  return {
    child,
    printed: (label) => new RegExp(`${label} +(\\S+)`).exec(text)?.[1] ?? '',
    text: () => text,
  };
}

async function end({ child }: Running, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  return (await once(child, 'close'))[0];
}

/** Requests an access token for the client itself. */
const askForToken = ({ printed }: Running): Promise<Response> =>
  fetch(printed('Access Token URL'), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: printed('Client ID'),
      client_secret: printed('Client Secret'),
    }),
  });

describe('the built provider', () => {
  it('answers a token request, shows its console, and goes on from its state file', async () => {
    const first = await start('--state', 'state', '--fault', 'token/throttled={"times":1}');
    expect((await askForToken(first)).status).toBe(429);
    const reply = await askForToken(first);
    expect([reply.status, await reply.json()]).toEqual([
      200,
      expect.objectContaining({ access_token: expect.any(String), token_type: 'Bearer' }),
    ]);
    const console = await fetch(first.printed('Console'));
    expect(await console.text()).toContain('the console');
    expect(await end(first, 'SIGTERM')).toBe(0);
    expect(first.text()).toContain('The provider has stopped.');
    const second = await start('--state', 'state');
    expect(second.printed('Client Secret')).toBe(first.printed('Client Secret'));
    await end(second, 'SIGTERM');
  });

  it.each(['SIGINT', 'SIGHUP'] as const)('ends on %s with exit code 130', async (signal) => {
    const running = await start();
    expect(await end(running, signal)).toBe(130);
    expect(running.text()).toContain('The provider has stopped.');
  });

  it('has the licences of the packages in it', () => {
    const licences = readFileSync(join(app, 'standalone/licenses.md'), 'utf8');
    for (const name of ['commander', 'jose', 'proper-lockfile', 'yaml', 'zod'])
      expect(licences).toMatch(new RegExp(`^## ${name} - \\d`, 'm'));
  });
});
