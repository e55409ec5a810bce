import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startProvider } from '../server/server.ts';
import { consolePage, readConsole } from './console-page.ts';
import { startControlled } from './testing/start-controlled.ts';

const BUILT =
  '<meta name="control-token" content="asked" /><style rel="stylesheet">p{}</style><script type="module">go()</script>';
const sha = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const statusOf = (
  url: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });

describe('the page of the console', () => {
  it('may run what was built into it and talk to its provider, and nothing else', () => {
    const policy = consolePage(BUILT, true).headers['content-security-policy'] ?? '';
    const expected = [
      "default-src 'none'",
      `script-src ${sha('go()')}`,
      `style-src ${sha('p{}')}`,
      "connect-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ];
    expect(policy.split('; ')).toEqual(expect.arrayContaining(expected));
    expect(policy).not.toContain('unsafe');
  });

  it('is told whether a token is asked for', () => {
    expect(consolePage(BUILT, true).html).toContain('content="asked"');
    expect(consolePage(BUILT, false).html).toContain('content="off"');
  });

  it('says how to build it when it is not there', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'console-'));
    await expect(
      readConsole(pathToFileURL(path.join(folder, 'a', 'b', 'c', 'd.js')).href),
    ).rejects.toMatchObject({ status: 503, hint: 'npm run build:console' });
    await rm(folder, { recursive: true });
  });

  it('is served by the Host rule of the control API, without a token, to read only', async () => {
    await using controlled = await startControlled();
    const url = `${controlled.provider.url}/console`;
    // This test does not depend on whether the page was built.
    expect([200, 503]).toContain(await statusOf(url, {}));
    expect(await statusOf(url, { headers: { host: 'evil.test' } })).toBe(403);
    expect(await statusOf(url, { method: 'POST' })).toBe(405);
  });

  it('is where the bare address leads', async () => {
    await using controlled = await startControlled();
    const answer = await fetch(`${controlled.provider.url}/`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'console']);
  });

  it('is not there without control', async () => {
    await using provider = await startProvider();
    for (const path of ['/console', '/'])
      expect(await statusOf(`${provider.url}${path}`, {})).toBe(404);
  });

  it('can be left out while the control API stays', async () => {
    await using provider = await startProvider({ control: { token: 'off', console: false } });
    expect([
      await statusOf(`${provider.url}/console`, {}),
      await statusOf(`${provider.url}/control/v1/realms`, {}),
    ]).toEqual([404, 200]);
  });
});
