import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../execute.ts';
import { install, pack } from './packed.ts';

/**
 * The example of a user's own node, with the package installed as a user installs it: both runners
 * have to find the wrong node out and to let the fixed one pass, on real n8n.
 */
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const example = join(root, 'examples/own-node');
/** The runners, which come with this checkout. */
const RUNNERS = ['vitest', '@playwright', 'playwright', 'playwright-core'];

let folder: string;
beforeAll(() => {
  const packed = pack();
  ({ folder } = packed);
  install(packed, { private: true });
  cpSync(example, folder, {
    recursive: true,
    filter: (path) => !path.endsWith('package.json') && !path.includes('node_modules'),
  });
  for (const runner of RUNNERS) {
    const place = join(folder, 'node_modules', runner);
    rmSync(place, { recursive: true, force: true });
    symlinkSync(join(root, 'node_modules', runner), place);
  }
  for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.test.mts`), WHERE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More files of tests, each of which Vitest gives to a worker of its own. */
const WHERE = `
import { appendFileSync } from 'node:fs';
import { test } from 'n8n-oauth-chaos/vitest';
test('shares n8n', ({ n8n }) => appendFileSync('where.txt', process.pid + ' ' + n8n.url + '\\n'));
`;

async function runner(acme: 'wrong' | 'fixed', name: string, ...args: readonly string[]) {
  const { exitCode, all } = await execa(
    process.execPath,
    [join(root, 'node_modules/.bin', name), ...args],
    {
      cwd: folder,
      env: { ACME: acme, ACME_N8N: VERSION, NO_COLOR: '1', FORCE_COLOR: undefined, CI: '1' },
      reject: false,
      all: true,
    },
  );
  return { exitCode, output: all };
}

/** What the tests in other files have seen: in which process, and where n8n is. */
function seen(): { readonly workers: ReadonlySet<string>; readonly urls: readonly string[] } {
  const lines = readFileSync(join(folder, 'where.txt'), 'utf8').trim().split('\n');
  const split = lines.map((line) => line.split(' '));
  return {
    workers: new Set(split.map(([pid = '']) => pid)),
    urls: [...new Set(split.map(([, url = '']) => url))],
  };
}

/** True when something answers there. */
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('in Vitest', () => {
  it('the wrong node is found out by each test', async () => {
    const { exitCode, output } = await runner('wrong', 'vitest', 'run', 'acme.test.mts');
    expect(exitCode, output).toBe(1);
    expect(output).toMatch(/FAIL .*reads an order, hour after hour/);
    expect(output).toContain('hour 2');
    expect(output).toMatch(/FAIL .*n8n keeps the refresh token that Acme handed out last/);
    expect(output).toMatch(/FAIL .*an access token expires, and nobody notices/);
    expect(output).toContain("'Orders at Acme' on n8n");
    expect(output).toMatch(/Tests {2}3 failed \(3\)/);
  });

  it('the fixed node passes; workers share one n8n, which ends with the runner', async () => {
    const { exitCode, output } = await runner('fixed', 'vitest', 'run', '--maxWorkers=2');
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(/Tests {2}5 passed \(5\)/);
    const { workers, urls } = seen();
    expect(workers.size).toBe(2);
    expect(urls).toHaveLength(1);
    const [url = ''] = urls;
    await expect.poll(() => answers(url), { timeout: 60_000 }).toBe(false);
  });
});

describe('in Playwright', () => {
  it('the wrong node is found out by each test', async () => {
    const { exitCode, output } = await runner('wrong', 'playwright', 'test', '--reporter=list');
    expect(exitCode, output).toBe(1);
    expect(output).toContain('hour 2');
    expect(output).toMatch(/2 failed/);
  });

  it('the fixed node passes', async () => {
    const { exitCode, output } = await runner('fixed', 'playwright', 'test', '--reporter=list');
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(/2 passed/);
  });
});
