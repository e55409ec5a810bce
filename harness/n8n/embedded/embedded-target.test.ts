import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SINGLE } from '../driver/topology.ts';
import { createEmbeddedTarget } from './embedded-target.ts';

const signal = new AbortController().signal;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'target-'));
  vi.stubEnv('OAUTH_CHAOS_CACHE', join(folder, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder that looks like an installed n8n whose `start` runs the given program. */
function fakeN8n(program: string): string {
  const home = join(folder, 'n8n', 'node_modules', 'n8n');
  mkdirSync(join(home, 'bin'), { recursive: true });
  mkdirSync(join(home, 'dist'));
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ name: 'n8n', version: '9.9.9', engines: { node: '>=18' } }),
  );
  writeFileSync(join(home, 'bin', 'n8n'), program);
  return join(folder, 'n8n');
}

describe('createEmbeddedTarget', () => {
  it('names a path target so that it can be a folder, and starts nothing', async () => {
    const target = await createEmbeddedTarget(
      `path:${fakeN8n('require("node:fs").writeFileSync("started", "")')}`,
      { onProgress: () => {} },
    );
    expect(target.id).toMatch(/^path-9\.9\.9-[0-9a-f]{8}$/);
    expect(target.info).toMatchObject({
      id: target.id,
      n8n: '9.9.9',
      topology: 'single',
      clientName: 'n8n 9.9.9',
      driver: 'embedded',
      overrides: {},
    });
  });

  it('start fails with the last lines of an n8n that ends, and leaves neither user folder nor lease', async () => {
    const target = await createEmbeddedTarget(
      `path:${fakeN8n('console.error("Error: Cannot find module"); process.exit(1)')}`,
      { onProgress: () => {} },
    );
    const directory = join(folder, 'start');
    mkdirSync(directory);
    await expect(
      target.start({
        directory,
        onProcess: () => {},
        provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
        signal,
      }),
    ).rejects.toMatchObject({
      code: 'n8n-start-failed',
      exitCode: 75,
      message: expect.stringContaining('Cannot find module'),
    });
    expect(existsSync(join(directory, 'user'))).toBe(false);
    expect(existsSync(join(directory, 'main.log'))).toBe(true);
    expect(readdirSync(join(folder, 'cache', 'leases'))).toEqual([]);
  });

  it('the lines repeat no secret among the settings the user chose', async () => {
    const settings = { N8N_SENTRY_DSN: 'https://very-secret@sentry', N8N_LOG_LEVEL: 'info' };
    const target = await createEmbeddedTarget(
      `path:${fakeN8n('const { N8N_SENTRY_DSN, N8N_LOG_LEVEL } = process.env; console.error(`Invalid Sentry Dsn: ${N8N_SENTRY_DSN} (${N8N_LOG_LEVEL})`); process.exit(1)')}`,
      { onProgress: () => {}, deployment: { ...SINGLE, settings } },
    );
    const directory = join(folder, 'start');
    mkdirSync(directory);
    const failure: unknown = await target
      .start({
        directory,
        onProcess: () => {},
        provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
        signal,
      })
      .catch((cause: unknown) => cause);
    expect(String(failure)).toContain('Invalid Sentry Dsn: *** (info)');
  });

  it('tries other ports when one was taken meanwhile, and gives up after some', async () => {
    const target = await createEmbeddedTarget(
      `path:${fakeN8n("console.error(`n8n's port ${process.env.N8N_PORT} is already in use.`); process.exit(1)")}`,
      { onProgress: () => {} },
    );
    const directory = join(folder, 'start');
    mkdirSync(directory);
    const starts: unknown[] = [];
    await expect(
      target.start({
        directory,
        onProcess: (event) => void (event.state === 'started' && starts.push(event.pid)),
        provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
        signal,
      }),
    ).rejects.toMatchObject({ code: 'n8n-port-taken', exitCode: 75 });
    expect(starts).toHaveLength(3);
  });

  it('an attempt on other ports finds nothing of the one before, whose encryption key was another', async () => {
    const program = `
      const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
      const { join } = require('node:path');
      const { N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: key, N8N_PORT: port } = process.env;
      const config = join(folder, '.n8n', 'config');
      if (existsSync(config) && readFileSync(config, 'utf8') !== key) throw new Error('Mismatching encryption keys.');
      mkdirSync(join(folder, '.n8n'), { recursive: true });
      writeFileSync(config, key);
      const attempts = join(${JSON.stringify(folder)}, 'attempts');
      if (!existsSync(attempts)) {
        writeFileSync(attempts, '1');
        console.error("n8n's port " + port + ' is already in use.');
        process.exit(1);
      }
      require('node:http').createServer((request, response) => response.setHeader('content-type', 'application/json').end('{"data":{}}')).listen(Number(port), '127.0.0.1');
      console.log('Editor is now accessible via:');
    `;
    const target = await createEmbeddedTarget(`path:${fakeN8n(program)}`, { onProgress: () => {} });
    const directory = join(folder, 'start');
    mkdirSync(directory);
    await using running = await target.start({
      directory,
      onProcess: () => {},
      provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
      signal,
    });
    expect(running.alive).toBe(true);
    expect(running.system?.processes).toEqual(['main']);
  });
});
