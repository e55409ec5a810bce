import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../model/results.ts';
import {
  COUNTED_UP,
  COUNTERS,
  readRows,
  rowsOnlyIn,
  settledRows,
  type DatabaseRows,
} from './testing/database-rows.ts';
import { startStaging, type Staging } from './testing/staging.ts';
import { startProgram, type Program } from './testing/start-program.ts';

const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const ACCOUNT = { email: 'owner@staging.example', password: 'Staging1234' };

let directory: string;
let staging: Staging;
let before: DatabaseRows;
let child: ChildProcess | undefined;

beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'remote-e2e-')));
  staging = await startStaging(VERSION, join(directory, 'staging'), ACCOUNT);
  before = await settledRows(staging.database);
});
afterEach(() => void child?.kill('SIGKILL'));
afterAll(async () => {
  await staging?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

/** Starts the program in a folder of its own, with a cache of its own. */
const oauthChaos = (...args: readonly string[]): Program => {
  const program = startProgram(directory, ACCOUNT, args);
  child = program.child;
  return program;
};

const onStaging = (): readonly string[] => ['--n8n', `${staging.url}/`];
const resultsFile = (): string => join(directory, 'reports/runs/latest/results.json');
const results = (): Results => JSON.parse(readFileSync(resultsFile(), 'utf8')) as Results;
const finished = (): number => (existsSync(resultsFile()) ? results().scenarios.length : 0);
const journals = (): readonly string[] => readdirSync(join(directory, 'cache', 'remote'));
const added = async (): Promise<readonly string[]> =>
  rowsOnlyIn(await readRows(staging.database), before, COUNTERS);

async function expectUntouched(): Promise<void> {
  const now = await readRows(staging.database);
  expect({
    gone: rowsOnlyIn(before, now, COUNTED_UP),
    added: rowsOnlyIn(now, before, COUNTERS),
  }).toEqual({ gone: [], added: [] });
  expect(journals()).toEqual([]);
}

/** Starts a long run and kills it without warning while it is running. */
async function killedRun(): Promise<void> {
  rmSync(join(directory, 'reports'), { recursive: true, force: true });
  const run = oauthChaos(
    'run',
    'control/*',
    '--repeat',
    '100',
    ...onStaging(),
    '--i-own-this-instance',
  );
  await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(1);
  run.child.kill('SIGKILL');
  await run.code;
  expect((await added()).length, run.out()).toBeGreaterThan(0);
}

it(`scenarios run on somebody's n8n ${VERSION} under a path, and leave every row as it was`, async () => {
  expect([...before].filter(([, rows]) => rows.size > 0).map(([table]) => table)).toEqual(
    expect.arrayContaining([
      'workflow_entity',
      'credentials_entity',
      'tag_entity',
      'execution_entity',
      'shared_workflow',
      'shared_credentials',
      'project',
      'user',
      'settings',
    ]),
  );
  const run = oauthChaos(
    'run',
    'control/*',
    'guide/refresh-token-revoked-recreate',
    'guide/rate-limit',
    'guide/clock-n8n-ahead',
    '--seed',
    '1',
    ...onStaging(),
    '--i-own-this-instance',
    '--reporter',
    'no-html',
  );
  expect(await run.code, run.out()).toBe(0);
  expect(results()).toMatchObject({
    exitCode: 0,
    totals: { pass: 4, skipped: 1 },
    targets: [
      { driver: 'remote', n8n: VERSION, topology: 'single', node: expect.stringMatching(/^\d+\./) },
    ],
  });
  const messages = results()
    .scenarios.flatMap(({ findings }) => findings.map(({ message }) => message))
    .join('\n');
  expect(messages).toContain('and was not searched');
  expect(messages).toContain('This target does not show its stored credentials');
  await expectUntouched();
});

it('what a killed run left is removed by clean', async () => {
  await killedRun();
  expect(journals()).toHaveLength(1);
  const pointer = oauthChaos('clean');
  await pointer.code;
  expect(pointer.out()).toContain(`A killed run left things on ${staging.url}.`);
  const clean = oauthChaos('clean', ...onStaging());
  expect(await clean.code, clean.out()).toBe(0);
  expect(clean.out()).toMatch(/^Removed 'oauth-chaos [0-9a-f]{8}' from /);
  await expectUntouched();
});

it('and also when its journal is lost, once somebody says that no other run goes on', async () => {
  await killedRun();
  rmSync(join(directory, 'cache', 'remote'), { recursive: true });
  const careful = oauthChaos('clean', ...onStaging());
  expect(await careful.code, careful.out()).toBe(0);
  expect(careful.out()).toContain('add --yes');
  expect(await added()).not.toEqual([]);
  const clean = oauthChaos('clean', ...onStaging(), '--yes');
  expect(await clean.code, clean.out()).toBe(0);
  rmSync(join(directory, 'cache', 'remote'), { recursive: true, force: true });
  const nothing = oauthChaos('clean', ...onStaging());
  await nothing.code;
  expect(nothing.out()).toBe(`Nothing was left behind on ${staging.url}.\n`);
  expect(rowsOnlyIn(before, await readRows(staging.database), COUNTED_UP)).toEqual([]);
  expect(await added()).toEqual([]);
});
