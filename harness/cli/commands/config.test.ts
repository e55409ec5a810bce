import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultsSchema } from '../../model/results.ts';
import type { Backend } from '../backend/backend.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const configure = (text: string, name = 'oauth-chaos.config.yaml'): void =>
  writeFileSync(join(cwd, name), text);
const cli = (args: readonly string[], backend: Partial<Backend> = {}) =>
  runCli(args, { cwd, backend });

const TWO = `
parallel: 2
targets: [2.41.1]
projects:
  - name: plain
    scenarios: [control/no-fault]
  - name: logged
    env: { N8N_LOG_LEVEL: info }
    scenarios: [rotation/*]
    repeat: 2
`;

describe('run with a configuration', () => {
  it('runs all projects into one run, and each result says its project', async () => {
    configure(TWO);
    const runSuite = sinon.spy(passingSuite);
    const { code, out } = await cli(['run', '--output', 'mine'], { runSuite });
    expect(code).toBe(0);
    expect(out).toContain('Configuration oauth-chaos.config.yaml, projects plain, logged');
    expect(
      runSuite.firstCall.args[0].parts.map(({ parallel, repeat }) => [parallel, repeat]),
    ).toEqual([
      [2, 1],
      [2, 2],
    ]);
    const results = resultsSchema.parse(
      JSON.parse(readFileSync(join(cwd, 'mine/results.json'), 'utf8')),
    );
    expect(results.targets.map(({ id, project }) => [id, project])).toEqual([
      ['plain@2.41.1', 'plain'],
      ['logged@2.41.1', 'logged'],
    ]);
    expect(
      results.scenarios.map(({ target, name, attempt }) => `${target} ${name} ${attempt}`),
    ).toEqual([
      'plain@2.41.1 control/no-fault 1',
      'logged@2.41.1 rotation/concurrent-refresh 1',
      'logged@2.41.1 rotation/grace 1',
      'logged@2.41.1 rotation/concurrent-refresh 2',
      'logged@2.41.1 rotation/grace 2',
    ]);
  });

  it.each([
    [['--project', 'logged'], ['logged']],
    [
      ['--project', 'p*', '--project', 'logged'],
      ['plain', 'logged'],
    ],
    [['--no-config', 'control/no-fault'], [undefined]],
  ])('%s', async (args, projects) => {
    configure(TWO);
    const runSuite = sinon.spy(passingSuite);
    expect((await cli(['run', ...args], { runSuite })).code).toBe(0);
    expect(
      runSuite.firstCall.args[0].parts.flatMap(({ targets }) =>
        targets.map(({ info }) => info.project),
      ),
    ).toEqual(projects);
  });

  it('a flag goes before the file, in every project', async () => {
    configure(TWO);
    const runSuite = sinon.spy(passingSuite);
    await cli(['run', 'rotation/grace', '--repeat', '3'], { runSuite });
    expect(
      runSuite.firstCall.args[0].parts.map(({ repeat, scenarios }) => [
        repeat,
        scenarios.map(({ scenario }) => scenario.name),
      ]),
    ).toEqual([
      [3, ['rotation/grace']],
      [3, ['rotation/grace']],
    ]);
  });

  it('a dry run shows project by project', async () => {
    configure(TWO);
    const { code, out } = await cli(['run', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /Project plain\n[^]*Project logged\n[^]*settings of n8n: N8N_LOG_LEVEL=info/,
    );
  });

  it('paths of a file in another folder are relative to it', async () => {
    mkdirSync(join(cwd, 'conf'));
    configure('output: ../out\nreporters: [json]\n', 'conf/mine.yaml');
    expect((await cli(['run', '--config', 'conf/mine.yaml'])).code).toBe(0);
    expect(readFileSync(join(cwd, 'out/results.json'), 'utf8')).toContain('control/no-fault');
  });
});

describe('what is wrong stops the run before anything starts, and says where it was written', () => {
  it.each([
    ['', ['--project', 'one'], 'defines no projects'],
    [TWO, ['--project', 'lgged'], "Projects: plain, logged (did you mean 'logged'?)"],
    ['suite: smok', [], 'From suite in oauth-chaos.config.yaml:1.'],
    ['\ntargets: [9.x.9]', [], 'From targets in oauth-chaos.config.yaml:2.'],
    ['baseline: nope.yaml', [], 'From baseline in oauth-chaos.config.yaml:1.'],
    ['reporters: [json=a.json, html=a.json]', [], 'writes there, too'],
    ['env: { DB_TYPE: x }', [], 'From env.DB_TYPE in oauth-chaos.config.yaml:1.'],
    ['shard: 5/4', [], 'oauth-chaos.config.yaml:1:8 shard: is no part of a whole'],
    [
      'paralel: 4',
      [],
      "oauth-chaos.config.yaml:1:1 paralel: unknown key 'paralel'; did you mean 'parallel'?",
    ],
  ])('%s %s', async (text, args, words) => {
    configure(text);
    const runSuite = sinon.spy(passingSuite);
    const { code, err } = await cli(['run', ...args], { runSuite });
    expect(code).toBe(64);
    expect(err).toMatch(/^Could not /);
    expect(err).toContain(words);
    expect(runSuite.called).toBe(false);
  });

  it('what the command line says wrong is not from the file', async () => {
    configure('reporters: [json=a.xml]');
    const { code, err } = await cli(['run', '--reporter', 'nothing']);
    expect([code, err.includes('From ')]).toEqual([64, false]);
    expect((await cli(['run', '--reporter', 'html=a.xml'])).err).toContain(
      'From reporters.json in oauth-chaos.config.yaml:1.',
    );
  });

  it('a folder for a configuration', async () => {
    mkdirSync(join(cwd, 'conf'));
    const { code, err } = await cli(['run', '--config', 'conf']);
    expect(code).toBe(64);
    expect(err).toMatch(/conf: it is a folder\.\n.*--config conf\/oauth-chaos\.config\.ts/);
  });

  it('a project without a configuration', async () => {
    const { code, err } = await cli(['run', '--project', 'one']);
    expect(code).toBe(64);
    expect(err).toContain('there is no configuration that defines projects');
  });
});

describe('config print', () => {
  it('shows each setting with where it comes from', async () => {
    configure(TWO);
    const { code, out } = await cli(['config', 'print', '--parallel', '7', '--project', 'logged']);
    expect(code).toBe(0);
    expect(out).toMatch(/^parallel +7 +--parallel$/m);
    expect(out).toMatch(/^targets +2\.41\.1 +oauth-chaos\.config\.yaml:3$/m);
    expect(out).toMatch(/^env\.N8N_LOG_LEVEL +info +oauth-chaos\.config\.yaml:8$/m);
    expect(out).toMatch(/^repeat +2 +oauth-chaos\.config\.yaml:10$/m);
    expect(out).toMatch(/^queueWorkers +2 +default$/m);
    expect(out).not.toContain('Project plain');
  });

  it.each([
    ['', ['--n8n', '1.x'], /^targets +1\.x +--n8n$/m],
    ['targets: [2.41.1]', [], /^targets +2\.41\.1 +oauth-chaos\.config\.yaml:1$/m],
    ['', [], /^targets +1\.123\.81 +OAUTH_CHAOS_N8N$/m],
  ])('OAUTH_CHAOS_N8N is weaker than "%s" and %j', async (text, args, row) => {
    configure(text);
    const env = { OAUTH_CHAOS_N8N: '1.123.81' };
    const { out } = await runCli(['config', 'print', ...args], { cwd, env });
    expect(out).toMatch(row);
  });

  it('as JSON, with secrets withheld', async () => {
    configure('env: { N8N_SMTP_PASS: very-secret-word }');
    const { out } = await cli(['config', 'print', '--json']);
    expect(out).not.toContain('very-secret-word');
    expect(JSON.parse(out)).toMatchObject({
      config: 'oauth-chaos.config.yaml',
      projects: [
        {
          name: null,
          settings: expect.arrayContaining([
            { key: 'env.N8N_SMTP_PASS', value: '<withheld>', from: 'oauth-chaos.config.yaml:1' },
          ]),
        },
      ],
    });
  });
});
