import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-init-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const init = (...args: readonly string[]) => runCli(['init', ...args], { cwd });
const text = (path: string): string => readFileSync(join(cwd, path), 'utf8');

describe('init writes what is missing', () => {
  it('a configuration and a scenario, and tells the next commands', async () => {
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
    expect(await init()).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^Written: oauth-chaos\.config\.ts\nWritten: chaos\/scenarios\/.*\n(.*\n)?Next: .*oauth-chaos run --dry-run\n.*suite smoke leaves out: .*oauth-chaos run mine\n$/,
      ),
    });
    expect(text('oauth-chaos.config.ts')).toContain('defineConfig');
  });

  it.each([
    [['--js'], 'oauth-chaos.config.mjs'],
    [[], 'oauth-chaos.config.mts'],
  ])('%s: the ending says that it is a module, where package.json does not', async (args, file) => {
    await init(...args);
    expect(text(file)).toContain('defineConfig');
  });

  it('never over a file, whatever the form of the configuration', async () => {
    writeFileSync(join(cwd, 'oauth-chaos.config.yaml'), 'suite: full\n');
    mkdirSync(join(cwd, '.github/workflows'), { recursive: true });
    writeFileSync(join(cwd, '.github/workflows/oauth-chaos.yml'), 'mine');
    const { out } = await init();
    expect(out).toContain('Kept: oauth-chaos.config.yaml, which was there already');
    expect(out).toContain('Kept: .github/workflows/oauth-chaos.yml, which was there already');
    expect(text('.github/workflows/oauth-chaos.yml')).toBe('mine');
    expect(out).not.toContain('Written: oauth-chaos.config');
  });

  it.each([
    ['github', '.github/workflows/oauth-chaos.yml', ['jobs', 'shard', 'runs-on']],
    ['gitlab', '.gitlab/oauth-chaos.gitlab-ci.yml', ['.oauth-chaos', 'image']],
    ['kubernetes', 'oauth-chaos.job.yaml', ['spec', 'template', 'spec', 'containers']],
  ])('for the CI that is asked for: %s', async (ci, path, keys) => {
    expect((await init('--ci', ci)).out).toContain(`Written: ${path}`);
    const last: unknown = parseAllDocuments(text(path)).at(-1)?.toJS();
    expect(last).toHaveProperty(keys);
  });

  it('for the CI that the folder uses, unless none is wanted', async () => {
    writeFileSync(join(cwd, '.gitlab-ci.yml'), '');
    expect((await init('--ci', 'none')).out).not.toContain('.gitlab');
    expect((await init()).out).toMatch(/Written: \.gitlab\/.*\n {2}Let \.gitlab-ci\.yml read it/);
  });
});

it('what it writes runs, in a folder where the package is not installed', async () => {
  await init();
  // What a dry run wants to know of an n8n that somebody has built.
  for (const part of ['bin', 'dist'])
    mkdirSync(join(cwd, 'node_modules/n8n', part), { recursive: true });
  writeFileSync(
    join(cwd, 'node_modules/n8n/package.json'),
    JSON.stringify({ name: 'n8n', version: '2.41.1', engines: { node: '>=20' } }),
  );
  writeFileSync(join(cwd, 'node_modules/n8n/bin/n8n'), '');
  const main = join(import.meta.dirname, '../../../main.ts');
  const out = execFileSync(
    process.execPath,
    [main, 'run', '--dry-run', '--n8n', 'path:.', '--suite', 'own'],
    {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, VITEST: '' },
    },
  );
  expect(out).toContain('Configuration oauth-chaos.config.mts, project now');
  expect(out).toContain('mine/expired-before-eight-items');
});

describe('a configuration that Node cannot run', () => {
  it.each([
    ['enum Colour { Red }\nexport default {};', 'Node only strips types', 'union of literals'],
    [
      "import x from 'no-such-package-anywhere';\nexport default {};",
      "'no-such-package-anywhere', which it imports",
      'Install it',
    ],
    [
      '\nexport default { suite: "smoke" parallel: 2 };',
      '(at oauth-chaos.config.mts:2:33)',
      'Mend it there',
    ],
    [
      '\nthrow new Error("no weather");',
      'it threw Error: no weather (at oauth-chaos.config.mts:2:7)',
      'must load',
    ],
  ])('%s', (code, reason, hint) => {
    writeFileSync(join(cwd, 'oauth-chaos.config.mts'), code);
    const main = join(import.meta.dirname, '../../../main.ts');
    const { status, stderr } = failing([main, 'config', 'print']);
    expect(status).toBe(64);
    // Whatever an earlier run on this machine has left behind is told before.
    expect(stderr).toMatch(/^Could not read configuration oauth-chaos\.config\.mts: /m);
    expect(stderr).toContain(reason);
    expect(stderr).toContain(hint);
  });

  function failing(args: readonly string[]): { readonly status: number; readonly stderr: string } {
    try {
      execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      return error as { readonly status: number; readonly stderr: string };
    }
    throw new Error('It did not fail.');
  }
});
