import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../model/results.ts';
import { ProgramOnStaging, VERSION } from './testing/program-on-staging.ts';

let program: ProgramOnStaging;

beforeAll(async () => {
  program = await ProgramOnStaging.prepare('remote-e2e');
});
afterEach(() => program?.kill());
afterAll(() => program?.[Symbol.asyncDispose]());

const resultsFile = (): string => join(program.directory, 'reports/runs/latest/results.json');
const results = (): Results => JSON.parse(readFileSync(resultsFile(), 'utf8')) as Results;
const finished = (): number => (existsSync(resultsFile()) ? results().scenarios.length : 0);
const journals = (): readonly string[] => readdirSync(join(program.directory, 'cache', 'remote'));

/** Neither the n8n nor the folder of the program shows that anything was run. */
async function expectUntouched(): Promise<void> {
  await program.expectUntouched();
  expect(journals()).toEqual([]);
}

/** Starts a long run and kills it without warning while it is running. */
async function killedRun(): Promise<void> {
  rmSync(join(program.directory, 'reports'), { recursive: true, force: true });
  const run = program.start(
    'run',
    'control/*',
    '--repeat',
    '100',
    ...program.n8n,
    '--i-own-this-instance',
  );
  await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(1);
  run.child.kill('SIGKILL');
  await run.code;
  expect((await program.added()).length, run.out()).toBeGreaterThan(0);
}

it(`scenarios run on somebody's n8n ${VERSION} under a path, and leave every row as it was`, async () => {
  expect(program.filled).toEqual(
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
  const run = program.start(
    'run',
    'control/*',
    'guide/refresh-token-revoked-recreate',
    'guide/rate-limit',
    'guide/clock-n8n-ahead',
    '--seed',
    '1',
    ...program.n8n,
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
  const pointer = program.start('clean');
  await pointer.code;
  expect(pointer.out()).toContain(`A killed run left things on ${program.staging.url}.`);
  const clean = program.start('clean', ...program.n8n);
  expect(await clean.code, clean.out()).toBe(0);
  expect(clean.out()).toMatch(/^Removed 'oauth-chaos [0-9a-f]{8}' from /);
  await expectUntouched();
});

it('and also when its journal is lost, once somebody says that no other run goes on', async () => {
  await killedRun();
  rmSync(join(program.directory, 'cache', 'remote'), { recursive: true });
  const careful = program.start('clean', ...program.n8n);
  expect(await careful.code, careful.out()).toBe(0);
  expect(careful.out()).toContain('add --yes');
  expect(await program.added()).not.toEqual([]);
  const clean = program.start('clean', ...program.n8n, '--yes');
  expect(await clean.code, clean.out()).toBe(0);
  rmSync(join(program.directory, 'cache', 'remote'), { recursive: true, force: true });
  const nothing = program.start('clean', ...program.n8n);
  await nothing.code;
  expect(nothing.out()).toBe(`Nothing was left behind on ${program.staging.url}.\n`);
  await program.expectUntouched();
});
