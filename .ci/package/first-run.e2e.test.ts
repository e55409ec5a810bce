import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cacheRoot } from '../../harness/machine/cache-root.ts';
import type { Results } from '../../harness/model/results.ts';
import { install, pack } from './packed.ts';

/** What somebody new does: an empty folder, three commands, and then a scenario that fails. */
let folder: string;
beforeAll(() => {
  const packed = pack();
  ({ folder } = packed);
  install(packed, { private: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands in the README between `npx` and the command. */
const TYPED = '--no-install oauth-chaos'.split(' ');

async function oauthChaos(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, all } = await execa('npx', [...TYPED, ...args], {
    cwd: folder,
    // Nothing of the job in which this test runs: it would be reported there.
    extendEnv: false,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: process.env['HOME'] ?? '',
      OAUTH_CHAOS_CACHE: cacheRoot(process.env),
      ...env,
    },
    reject: false,
    all: true,
    stdin: 'ignore',
  });
  return { exitCode, stdout, told: all };
}

const file = (path: string): string => readFileSync(join(folder, path), 'utf8');

it('init and run: what is written runs, the scenario of one’s own included', async () => {
  expect((await oauthChaos(['init'])).exitCode).toBe(0);
  const { exitCode, told } = await oauthChaos(['run', '--output', 'first']);
  expect(exitCode, told).toBe(0);
  const { scenarios } = JSON.parse(file('first/results.json')) as Results;
  expect(scenarios.length).toBeGreaterThan(2);
  expect(new Set(scenarios.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(file('reports/junit.xml')).toContain('control/expired-access-token');
  const own = await oauthChaos(['run', 'mine/*', '--output', 'own']);
  expect(own.exitCode, own.told).toBe(0);
  expect((JSON.parse(file('own/results.json')) as Results).scenarios).toMatchObject([
    { name: 'mine/expired-before-eight-items', verdict: 'pass', outcome: 'unaffected' },
  ]);
});

/** n8n 2.41.1 says nothing of this error that helps anybody. */
const FAILING = `name: mine/error-as-success
title: The token endpoint answers 200 with bad_refresh_token
why: GitHub reports token errors with status 200.
workflows:
  main: { use: http-request }
plan:
  - { do: execute }
  - { do: inject, fault: token/error-reply, options: { status: 200, error: bad_refresh_token } }
  - { do: inject, fault: access-token/expired }
  - { do: execute }
  - { do: heal }
  - { do: observe, for: 10s }
remedies: [reconnect]
expect: { recovery: automatic, within: 10s }
`;

it('a failure is told where people look', async () => {
  const scenario = 'chaos/scenarios/mine/error-as-success.yaml';
  mkdirSync(dirname(join(folder, scenario)), { recursive: true });
  writeFileSync(join(folder, scenario), FAILING);
  const reporters = ['github', 'junit=failed/junit.xml', 'ctrf=failed/ctrf.json', 'markdown=-'];
  const run = ['run', 'mine/error-as-success', '--baseline', 'none', '--output', 'failed'];
  const { exitCode, stdout, told } = await oauthChaos(
    run.concat(reporters.flatMap((reporter) => ['--reporter', reporter])),
    {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    },
  );
  expect(exitCode, told).toBe(1);
  // The failed invariant, at the line that names the scenario.
  expect(told).toMatch(new RegExp(`^::error .*file=${scenario},line=1\\b.*::`, 'm'));
  expect(file('summary.md')).toContain('mine/error-as-success');
  expect(stdout).toContain('mine/error-as-success');
  expect(file('failed/junit.xml')).toMatch(/<testcase [^>]*error-as-success[^>]*>\s*.*<failure/s);
  expect(JSON.parse(file('failed/ctrf.json'))).toMatchObject({
    results: { summary: { tests: 1, failed: 1, passed: 0 } },
  });
  const again =
    /oauth-chaos (run mine\/error-as-success --project now --n8n \S+ --topology single --baseline none --seed \d+)/;
  for (const text of [told, file('summary.md'), file('failed/junit.xml')])
    expect(text).toMatch(again);
  // What a colleague copies from any of them fails in the same way.
  const [, command = ''] = again.exec(told) ?? [];
  const second = await oauthChaos([...command.split(' '), '--output', 'again']);
  expect(second.exitCode, second.told).toBe(1);
  const outcomes = (run: string) =>
    (JSON.parse(file(`${run}/results.json`)) as Results).scenarios.map(
      ({ name, target, outcome }) => [name, target, outcome],
    );
  expect(outcomes('again')).toEqual(outcomes('failed'));
});
