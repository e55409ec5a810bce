import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { resultsSchema } from '../../model/results.ts';
import { knownEntry, seenFailure } from '../../testing/known-entry.ts';
import { interrupted } from '../terminal/interrupt.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-run-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (
  args: readonly string[],
  backend: NonNullable<Parameters<typeof runCli>[1]>['backend'] = {},
) => runCli(['run', ...args], { cwd, backend });
const resultsOf = (folder: string) =>
  resultsSchema.parse(JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')));

describe('run', () => {
  it('runs everything against the latest n8n and keeps the results', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out).toContain('listed rotation/grace pass');
    const results = resultsOf(join(cwd, 'reports/runs/latest'));
    expect(results.targets.map(({ id }) => id)).toEqual(['2.41.1']);
    expect(out).toContain('\n--n8n latest is 2.41.1, the newest that installs.\n');
    expect(results.scenarios).toHaveLength(4);
    expect(readlinkSync(join(cwd, 'reports/runs/latest'))).toBe(results.run.id);
  });

  it('prints each result once, with or without the list reporter', async () => {
    for (const reporter of ['list', 'no-list']) {
      const { out } = await run(['control/no-fault', '--reporter', reporter]);
      expect(out.split('\n').filter((line) => line.includes('control/no-fault'))).toHaveLength(1);
    }
  });

  it('hands every option to the suite', async () => {
    const runSuite = sinon.spy(passingSuite);
    const { code } = await run(
      [
        'rotation/*',
        '--n8n',
        '1.123.81',
        '--n8n',
        '2.41.1',
        '--seed',
        '7',
        '--repeat',
        '3',
        '--parallel',
        '2',
        '--bail',
        '--console',
        '--output',
        'mine',
      ],
      { runSuite },
    );
    expect(code).toBe(0);
    expect(runSuite.firstCall.args[0]).toMatchObject({
      parts: [{ repeat: 3, parallel: 2 }],
      bail: true,
      console: true,
    });
    expect(
      runSuite.firstCall.args[0].parts[0]?.scenarios.map(({ scenario, seed }) => [
        scenario.name,
        seed,
      ]),
    ).toEqual([
      ['rotation/concurrent-refresh', 7],
      ['rotation/grace', 7],
    ]);
    expect(resultsOf(join(cwd, 'mine')).scenarios).toHaveLength(2 * 2 * 3);
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });

  it('removes what a killed run left behind first, and says so', async () => {
    const { err } = await run([], {
      removeLeftovers: async () => ['Ended n8n of a run that was killed.'],
    });
    expect(err).toBe('Ended n8n of a run that was killed.\n');
  });

  it('prints the plan and starts nothing with --dry-run', async () => {
    const runSuite = sinon.spy(passingSuite);
    const { code, out } = await run(['rotation/grace', '--dry-run', '--seed', '7'], { runSuite });
    expect(code).toBe(0);
    expect(out).toContain('rotation/grace');
    expect(out).toContain('1. run 2 executions');
    expect(out).toContain('latest = 2.41.1');
    expect(out).toContain('seed: 7');
    expect(runSuite.called).toBe(false);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('run refuses bad input before anything is started', () => {
  const refused: Readonly<
    Record<string, readonly [args: readonly string[], code: number, says: RegExp]>
  > = {
    'a pattern that matches nothing': [
      ['rotation/concurent-refresh'],
      3,
      /Did you mean 'rotation\/concurrent-refresh'\?/,
    ],
    'a name that is only the end of one': [['family-revoked'], 3, /revocation\/family-revoked/],
    'an unknown option': [['--sed', '1'], 64, /unknown option '--sed'[^]*--seed/],
    'a seed that is no number': [
      ['--seed', 'x'],
      64,
      /Could not read --seed: 'x' is not a whole number/,
    ],
    'no repetition at all': [['--repeat', '0'], 64, /--repeat/],
    'a shard beyond the last': [['--shard', '5/4'], 64, /Could not read --shard/],
    'an unknown reporter': [['--reporter', 'jnit'], 64, /Could not find reporter 'jnit'/],
    'a reporter with an empty path': [['--reporter', 'json='], 64, /the path after '=' is empty/],
    'a baseline that is not there': [
      ['--baseline', 'gone.json'],
      64,
      /Could not read baseline gone\.json/,
    ],
    'a version that does not exist': [['--n8n', 'one'], 64, /Could not find n8n one/],
    'the same n8n twice': [['--n8n', 'latest', '--n8n', '2.41.1'], 64, /the same n8n/],
  };
  it.each(Object.entries(refused))('%s', async (_, [args, code, says]) => {
    const backend = {
      runSuite: sinon.spy(passingSuite),
      createTarget: sinon.spy(),
      removeLeftovers: sinon.spy(),
    };
    const result = await run(args, backend);
    expect(result.err).toMatch(says);
    expect(result.code).toBe(code);
    expect(result.err).toContain('code: ');
    for (const service of Object.values(backend)) expect(service.called).toBe(false);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('an output folder that is in use, or a file', async () => {
    mkdirSync(join(cwd, 'used'));
    writeFileSync(join(cwd, 'used', 'results.json'), '{}');
    expect(await run(['--output', 'used'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('it is not empty'),
    });
    expect(await run(['--output', 'used/results.json/run'])).toMatchObject({
      code: 64,
      err: expect.stringContaining('nothing can be written to'),
    });
  });

  it('a baseline with mistakes, each with its place', async () => {
    const entry = (scenario: string, violates: object) =>
      JSON.stringify({ ...knownEntry(scenario), seen: [{ ...seenFailure(), violates }] });
    writeFileSync(
      join(cwd, 'b.json'),
      [
        '{ "schemaVersion": 2, "n8n": "2.41.1", "known": [',
        `${entry('control/no-fault', { 'no-secret-leakd': '^a token was found in the log' })},`,
        `${entry('rotation/grce', { 'no-secret-leaked': '^a token was found in the log' })} ] }`,
      ].join('\n'),
    );
    const { code, err } = await run(['--baseline', 'b.json']);
    expect(code).toBe(64);
    expect(err).toMatch(
      /b\.json:2:\d+ .*there is no checker 'no-secret-leakd'; did you mean 'no-secret-leaked'\?/,
    );
    writeFileSync(
      join(cwd, 'b.json'),
      `{ "schemaVersion": 2, "n8n": "2.41.1", "known": [\n${entry('rotation/grce', { 'no-secret-leaked': '^a token was found in the log' })} ] }`,
    );
    expect((await run(['--baseline', 'b.json'])).err).toMatch(
      /b\.json:2:\d+ known\[0\]\.scenario: there is no scenario 'rotation\/grce'; did you mean 'rotation\/grace'\?/,
    );
  });

  it('a baseline of the older form, with the command that moves it', async () => {
    writeFileSync(
      join(cwd, 'old.yaml'),
      'n8n: 2.41.1\nknown:\n  - { scenario: rotation/grace, violates: [no-secret-leaked], reason: long enough to be a reason }\n',
    );
    const { code, err } = await run(['--baseline', 'old.yaml']);
    expect(code).toBe(64);
    expect(err).toContain('Could not use baseline old.yaml: it is of an older form');
    expect(err).toContain('oauth-chaos baseline update old.yaml --from latest');
  });
});

describe('run ends as the results say', () => {
  it('with the exit code of the results', async () => {
    const failing: typeof passingSuite = async (options) => {
      await passingSuite(options);
      return options.store.end({
        stopped: { by: 'error', message: 'It cannot tell.', exitCode: 2 },
      });
    };
    expect((await run([], { runSuite: failing })).code).toBe(2);
  });

  it('with 3 when a shard is empty', async () => {
    expect(await run(['control/*', '--shard', '2/2'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('this shard is empty'),
    });
  });

  it('with the error of a target that cannot be started; reporters still write', async () => {
    const createTarget = () =>
      Promise.reject(
        new HarnessError('n8n-does-not-boot', 'Could not start n8n 2.41.1: it ended.', {
          exitCode: 75,
          hint: 'Look at the log.',
        }),
      );
    const { code, err } = await run(['--output', 'mine'], { createTarget });
    expect(code).toBe(75);
    expect(err).toContain(
      'Could not start n8n 2.41.1: it ended.\nLook at the log.\ncode: n8n-does-not-boot',
    );
    expect(resultsOf(join(cwd, 'mine'))).toMatchObject({
      exitCode: 75,
      run: { stopped: { by: 'target', message: 'Could not start n8n 2.41.1: it ended.' } },
      targets: [{ id: '2.41.1', node: 'unknown' }],
      scenarios: [],
      totals: { scenarios: 0, notRun: 4 },
    });
  });

  it('with 130 when it was interrupted; what is finished is kept and reported', async () => {
    const controller = new AbortController();
    const stopAfterTwo: typeof passingSuite = (options) =>
      passingSuite({
        ...options,
        onProgress: (progress) => {
          options.onProgress(progress);
          if (progress.kind !== 'scenario-end' || progress.done !== 2) return;
          controller.abort(interrupted());
          // A program that is killed now has said why it ended.
          expect(resultsOf(join(cwd, 'mine')).exitCode).toBe(130);
        },
      });
    const { code, out } = await runCli(['run', '--output', 'mine'], {
      cwd,
      signal: controller.signal,
      backend: { runSuite: stopAfterTwo },
    });
    expect(code).toBe(130);
    expect(resultsOf(join(cwd, 'mine'))).toMatchObject({
      exitCode: 130,
      run: { stopped: { by: 'interruption' } },
      totals: { scenarios: 2, notRun: 2 },
    });
    expect(out.match(/listed/g)).toHaveLength(2);
  });

  it('and is not changed by a reporter that fails', async () => {
    const reporters = async () =>
      ['json', 'html', 'list'].map((name) => ({
        name,
        summary: '',
        create: () => ({ name, onRunEnd: () => Promise.reject(new Error('no disk')) }),
      }));
    const { code, out } = await run([], { reporters });
    expect(code).toBe(0);
    expect(out).toContain("Could not finish report 'list': no disk.");
  });
});
