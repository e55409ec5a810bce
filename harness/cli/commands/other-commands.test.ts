import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fakeBackend, sampleScenarios } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

describe('help', () => {
  it('names every exit code', async () => {
    const { code, out } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const line of [
      '0  pass, or only known failures',
      '75  target could not be started',
      '130  interrupted',
    ])
      expect(out).toContain(line);
  });

  it('is named for the command that lacks something', async () => {
    expect(await runCli(['baseline', 'update', 'mine.yaml'])).toMatchObject({
      code: 64,
      err: expect.stringMatching(/'--from <run>' not specified[^]*See: .*baseline update --help/),
    });
  });

  it('is what an empty command line gets, as a usage error', async () => {
    const { code, err } = await runCli([]);
    expect(code).toBe(64);
    expect(err).toContain('Usage: oauth-chaos');
  });

  it('stands beside an unknown command', async () => {
    expect(await runCli(['lst'])).toMatchObject({
      code: 64,
      err: expect.stringMatching(/unknown command 'lst'[^]*list[^]*code: usage/),
    });
  });

  it('tells the version', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });
});

describe('the help of a command', () => {
  it.each([
    ['list', /choices:\s+"scenarios",\s+"suites",\s+"faults",\s+"steps",/],
    ['schema', /choices:\s+"scenario",\s+"policy",\s+"baseline"/],
    ['show', /choices:\s+scenario,\s+fault,\s+step,\s+preset,\s+checker,\s+reporter/],
  ])('%s names the choices', async (command, choices) => {
    expect((await runCli([command, '--help'])).out).toMatch(choices);
  });
});

describe('the default of an option', () => {
  const NESTED = { n8n: ['install', 'list', 'remove'], baseline: ['update'] };

  it('is told once, and a switch that is off needs no words', async () => {
    const commands = [...(await runCli(['--help'])).out.matchAll(/^ {2}([a-z]\S+) .*$/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect(commands).toContain('provider');
    const all = commands.flatMap((name) => [
      [name],
      ...Object.entries(NESTED)
        .filter(([parent]) => parent === name)
        .flatMap(([, subs]) => subs.map((sub) => [name, sub])),
    ]);
    for (const command of all) {
      const { out } = await runCli([...command, '--help']);
      const options = out.replaceAll(/\n {10,}/g, ' ').split('\n');
      for (const option of options) {
        expect(option).not.toMatch(/default.*default|unless.*default/);
        expect(option).not.toContain('(default: false)');
      }
    }
  });
});

describe('show', () => {
  it('prints a scenario as a file to start from', async () => {
    const { code, out } = await runCli(['show', 'rotation/grace']);
    expect(code).toBe(0);
    expect(parse(out)).toEqual(sampleScenarios[2]);
  });

  it('prints a step with what it needs, without its own name', async () => {
    const { out } = await runCli(['show', 'advance']);
    expect(out).toMatch(
      /^advance \(step\)\nMoves the clock forward\.\n\nOptions:\n {2}by +string +required/,
    );
    expect(out).not.toMatch(/^ +do /m);
    expect((await runCli(['show', 'step', 'inject'])).out).toContain('oauth-chaos show fault NAME');
  });

  it('keeps it a file when a fault has the same name', async () => {
    const faults = async () => [
      {
        name: 'rotation/grace',
        summary: 'A fault.',
        actsOn: 'policy',
        seenInTheWild: [],
        options: {},
      },
    ];
    const { out } = await runCli(['show', 'rotation/grace'], { backend: { faults } });
    expect(parse(out)).toEqual(sampleScenarios[2]);
    expect(out).toContain('# A fault.');
  });

  it('prints a fault with its options, a checker with its basis, a reporter', async () => {
    expect((await runCli(['show', 'token/throttled'])).out).toMatch(
      /times +integer +default 3 +how often[^]*https:\/\/example\.com\/429/,
    );
    expect((await runCli(['show', 'no-secret-leaked'])).out).toContain('Basis: RFC 6749 §10');
    expect((await runCli(['show', 'html'])).out).toContain('a page');
    expect((await runCli(['show', 'fault', 'token/throttled'])).out).toContain(
      'token/throttled (fault',
    );
    expect(await runCli(['show', 'preset', 'html'])).toMatchObject({
      code: 64,
      err: expect.stringContaining("Could not find 'html'"),
    });
    expect(await runCli(['show', 'preset'])).toMatchObject({
      code: 64,
      err: expect.stringMatching(/its name is missing[^]*oauth-chaos list presets/),
    });
    expect(await runCli(['show', 'prest', 'html'])).toMatchObject({
      code: 64,
      err: expect.stringContaining("Did you mean 'preset'?"),
    });
  });

  it('prints a preset with how sure each fact is, its variants and its policy', async () => {
    const { code, out } = await runCli(['show', 'acme']);
    expect(code).toBe(0);
    expect(out).toMatch(/^acme \(preset\)\nAcme$/m);
    expect(out).toMatch(/✓ confirmed +access token +lives an hour +https:\/\/example\.com\/acme/);
    expect(out).toMatch(/\? unverified +limit +none/);
    expect(out).toMatch(/next +from 2026-07-01 +tokens live ten minutes/);
    expect(parse(out.split('Policy:\n')[1] ?? '')).toEqual({
      accessTokenTtl: '1h',
      refreshToken: { rotation: 'single-use' },
    });
    expect(await runCli(['show', 'acmee'])).toMatchObject({
      code: 64,
      err: expect.stringContaining("Did you mean 'acme'?"),
    });
  });

  it('helps with a misspelt name', async () => {
    expect(await runCli(['show', 'token/throtled'])).toMatchObject({
      code: 64,
      err: expect.stringContaining("Did you mean 'token/throttled'?"),
    });
  });
});

describe('schema', () => {
  it.each(['scenario', 'policy', 'baseline', 'results', 'history'])('%s', async (what) => {
    expect(JSON.parse((await runCli(['schema', what])).out)).toEqual({ title: what });
  });
});

describe('n8n', () => {
  it('installs, lists, finds, removes and refreshes', async () => {
    expect(await runCli(['n8n', 'install', '2.41.1', '1.123.81'])).toMatchObject({
      code: 0,
      out: 'n8n 2.41.1 is installed in /cache/2.41.1\nn8n 1.123.81 is installed in /cache/1.123.81\n',
    });
    expect((await runCli(['n8n', 'list'])).out).toBe('2.41.1  900 MB  /cache/2.41.1\n');
    expect(await runCli(['n8n', 'where', '2.41.1'])).toMatchObject({
      code: 0,
      out: '/cache/2.41.1\n',
    });
    expect(await runCli(['n8n', 'remove', '2.41.1'])).toMatchObject({
      code: 0,
      out: 'Removed n8n 2.41.1; 700 MB are free again.\n',
    });
    expect(await runCli(['n8n', 'refresh'])).toMatchObject({
      code: 0,
      out: '2.42.0: cannot be installed\n2 versions are known to install, the newest: 2.41.1, 2.41.0\n',
    });
  });

  it('says when a version is not installed', async () => {
    for (const verb of ['where', 'remove'])
      expect(await runCli(['n8n', verb, '9.9.9'])).toMatchObject({
        code: 64,
        err: expect.stringContaining('code: n8n-not-installed'),
      });
  });
});

describe('errors', () => {
  const fail = (error: unknown, args: readonly string[] = []) =>
    runCli(['list', 'faults', ...args], { backend: { faults: () => Promise.reject(error) } });

  it('of the program itself end with 70 and how to report them', async () => {
    const { code, err } = await fail(new TypeError('x is undefined'));
    expect(code).toBe(70);
    expect(err).toMatch(/TypeError: x is undefined[^]*--verbose[^]*code: internal-error/);
    expect(err).not.toContain('at ');
  });

  it('show their causes with --verbose or OAUTH_CHAOS_DEBUG', async () => {
    const error = new Error('outer', { cause: new Error('inner') });
    expect((await fail(error, ['--verbose'])).err).toContain('caused by: Error: inner');
    const { err } = await runCli(['list', 'faults'], {
      env: { OAUTH_CHAOS_DEBUG: '1' },
      backend: { faults: () => Promise.reject(error) },
    });
    expect(err).toContain('caused by: Error: inner');
  });
});

describe('clean', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'cli-clean-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  it('removes what was left behind', async () => {
    const backend = { removeLeftovers: sinon.fake.resolves(['Ended a process.']) };
    expect(await runCli(['clean'], { cwd, backend })).toMatchObject({
      code: 0,
      out: 'Ended a process.\n',
    });
    expect((await runCli(['clean'], { cwd })).out).toBe('Nothing was left behind.\n');
    const installer = {
      ...fakeBackend().installer,
      clean: async () => ({ folders: 2, bytes: 1_300_000_000 }),
    };
    expect((await runCli(['clean'], { cwd, backend: { installer } })).out).toBe(
      'Removed 2 broken-off installations: 1300 MB are free again.\n',
    );
  });

  it('removes runs only when that is confirmed', async () => {
    await runCli(['run'], { cwd });
    const runs = join(cwd, 'reports/runs');
    expect((await runCli(['clean', '--runs'], { cwd })).out).toContain(
      'Add --yes to remove this run, ',
    );
    expect(existsSync(join(runs, 'latest', 'results.json'))).toBe(true);
    expect((await runCli(['clean', '--runs', '--yes'], { cwd })).out).toMatch(
      /Removed 1 run: \d+ kB are free again\./,
    );
    expect(existsSync(join(runs, 'latest'))).toBe(false);
  });

  it('leaves a run alone in which a harness is at work', async () => {
    await runCli(['run'], { cwd });
    await runCli(['run'], { cwd });
    const runs = join(cwd, 'reports/runs');
    const [first = '', second = ''] = readdirSync(runs)
      .filter((name) => name !== 'latest')
      .toSorted();
    const backend = { heldFolders: async () => [join(runs, second, 'fake', 'start-1', 'user')] };
    const { out } = await runCli(['clean', '--runs', '--yes'], { cwd, backend });
    expect(out).toContain(
      `Left alone reports/runs/${second}: a run is at work there.\nRemoved 1 run: `,
    );
    expect([existsSync(join(runs, first)), existsSync(join(runs, second))]).toEqual([false, true]);
    expect((await runCli(['clean', '--runs'], { cwd, backend })).out).toContain(
      'There are no other runs in reports/runs.',
    );
  });
});
