import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { resultsSchema, type Results } from '../harness/model/results.ts';
import { ProductImage, root, stop } from './testing/image.ts';

const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
/** A user whom nobody has a name for. */
const SOMEBODY = 23_456;

let image: ProductImage;
beforeAll(async () => {
  image = await ProductImage.build(VERSION);
});
afterAll(() => image[Symbol.asyncDispose]());

/** A project of a user; anybody may write to it. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-image-'));
  mkdirSync(join(folder, 'reports'));
  for (const path of [folder, join(folder, 'reports')]) chmodSync(path, 0o777);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reports = () => `--volume=${join(folder, 'reports')}:/work/reports`;

/** The results of the only run in the folder. */
function results(): Results {
  const files = globSync('reports/runs/*/results.json', { cwd: folder });
  expect(files).toHaveLength(1);
  return resultsSchema.parse(JSON.parse(readFileSync(join(folder, files[0] ?? ''), 'utf8')));
}

const verdicts = () => results().scenarios.map(({ name, verdict }) => `${name} ${verdict}`);

it('says what is inside', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(await image.labels()).toMatchObject({
    'org.opencontainers.image.version': version,
    'n8n-oauth-chaos.n8n': VERSION,
  });
  const told = (file: string) =>
    /^(?:ARG )?N8N_VERSION=(.*)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1];
  expect(told('Dockerfile')).toBe(told('.env'));
  expect((await image.run([], 'config', 'print')).output).toMatch(
    new RegExp(String.raw`targets\s.*${VERSION}.*OAUTH_CHAOS_N8N`),
  );
});

it('passes as a user without a name, on a root that cannot be written to', async () => {
  const { exitCode, output } = await image.run(
    ['--read-only', '--tmpfs=/tmp', `--user=${SOMEBODY}`, reports()],
    'run',
    'control/*',
  );
  expect(exitCode, output).toBe(0);
  const { targets } = results();
  expect(targets.map(({ id }) => id)).toEqual([VERSION]);
  expect(verdicts()).toContain('control/expired-access-token pass');
  expect(new Set(results().scenarios.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(statSync(join(folder, 'reports/runs')).uid).toBe(SOMEBODY);
});

it('has Postgres and Redis', async () => {
  const { exitCode, output } = await image.run(
    ['--read-only', '--tmpfs=/tmp', `--user=${SOMEBODY}`, reports()],
    'run',
    'control/expired-access-token',
    '--topology=queue',
  );
  expect(exitCode, output).toBe(0);
  expect(results().targets.map(({ topology }) => topology)).toEqual(['queue']);
  expect(verdicts()).toEqual(['control/expired-access-token pass']);
});

it("runs a project's own scenario by its configuration, and its failure is told everywhere", async () => {
  writeFileSync(join(folder, 'oauth-chaos.config.ts'), CONFIGURATION);
  mkdirSync(join(folder, 'chaos/scenarios/mine'), { recursive: true });
  writeFileSync(join(folder, 'chaos/scenarios/mine/error-as-success.yaml'), SCENARIO);
  const { exitCode, output } = await image.run(
    [
      `--volume=${folder}:/work`,
      '--env=OAUTH_CHAOS_IMAGE=registry.example.com/chaos:1',
      '--env=GITHUB_ACTIONS=true',
      // As on a runner, where the container has the checkout elsewhere.
      '--env=GITHUB_WORKSPACE=/home/runner/work/mine/mine',
      '--env=GITHUB_STEP_SUMMARY=/work/summary.md',
    ],
    'run',
  );
  expect(exitCode, output).toBe(1);
  expect(verdicts()).toEqual(['mine/error-as-success fail']);
  expect(output).toMatch(/^::error file=chaos\/scenarios\/mine\/error-as-success\.yaml,line=2,/m);
  const told = (file: string) => readFileSync(join(folder, file), 'utf8');
  expect(told('reports/junit.xml')).toContain('<failure');
  const again = /^ *docker run .* registry\.example\.com\/chaos:1 run mine\/error-as-success .*$/m;
  const [command = ''] = again.exec(told('summary.md')) ?? [];
  expect(command).toContain(`--n8n ${VERSION}`);
  for (const text of [output, told('reports/junit.xml'), told('reports/ctrf.json')])
    expect(text.replaceAll(String.raw`\"`, '"').replaceAll('&quot;', '"')).toContain(command);
});

it('a failure is run again by the command of its report', async () => {
  const scenario = 'mine.yaml';
  writeFileSync(join(folder, scenario), SCENARIO);
  const options = [`--volume=${folder}:/work`];
  const { output } = await image.run(options, 'run', scenario, '--baseline=none', '--output=first');
  const [command = ''] = /^ *docker run .*$/m.exec(output) ?? [];
  expect(command).toContain('--seed');
  const again = await image.typed(command, folder);
  expect(again.exitCode, again.output).toBe(1);
  const [second] = globSync('reports/runs/*/results.json', { cwd: folder });
  const of = (file: string) => {
    const { run, scenarios } = resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return [run.seed, scenarios.map(({ name, outcome }) => `${name} ${outcome}`)];
  };
  expect(of(join(folder, second ?? ''))).toEqual(of(join(folder, 'first/results.json')));
});

const CONFIGURATION = `
import { defineConfig } from 'n8n-oauth-chaos';
export default defineConfig({
  own: ['./chaos'],
  suite: 'own',
  baseline: 'none',
  reporters: ['github', 'junit=reports/junit.xml', 'ctrf=reports/ctrf.json'],
});
`;

/** Fails: what n8n says of this error helps nobody. */
const SCENARIO = `
name: mine/error-as-success
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

it.each([
  [64, 'there is no topology', ['run', '--topology=several']],
  [75, 'cache-not-writable', ['list', 'scenarios']],
])('ends with %s and "%s"', async (code, told, args) => {
  const options = code === 75 ? ['--read-only'] : [];
  const { exitCode, output } = await image.run(options, ...args);
  expect(output.toLowerCase()).toContain(told);
  expect(exitCode, output).toBe(code);
});

it('keeps what has finished when it is stopped', async () => {
  const container = await image.start([reports()], 'run', 'control/*', '--repeat=50');
  const finished = () => globSync('reports/runs/*/**/result.json', { cwd: folder }).length;
  await expect.poll(finished, { timeout: 120_000, interval: 200 }).toBeGreaterThan(2);
  const { exitCode, output } = await stop(container);
  expect(exitCode, output).toBe(130);
  expect(output).toContain('Exit code 130');
  const { scenarios } = results();
  expect(scenarios.length).toBeGreaterThan(2);
  expect(scenarios.every(({ verdict }) => verdict === 'pass')).toBe(true);
  const [page = ''] = globSync('reports/runs/*/report.html', { cwd: folder });
  expect(existsSync(join(folder, page))).toBe(true);
});
