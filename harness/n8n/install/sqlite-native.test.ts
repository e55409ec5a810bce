import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { CacheLayout } from '../../machine/cache.ts';
import type { Command, CommandResult, RunCommand } from '../../machine/run-command.ts';
import type { N8nPackage } from './n8n-package.ts';
import { provideSqliteNative } from './sqlite-native.ts';
import type { NativePartRequest } from './sqlite-native.ts';
import { createStagingJob } from './staging-job.ts';
import { LINUX, NEVER, result, temporaryCache, writeFakeN8n } from './testing/test-support.ts';

/** An n8n with the sources of sqlite3 5.1.7, a node-gyp and a prebuild-install beside it. */
async function prepare(
  cache: CacheLayout,
  root: string,
  name = 'a',
): Promise<{ request: NativePartRequest; binary: string } & AsyncDisposable> {
  const modules = join(root, name, 'node_modules');
  const n8n: N8nPackage = {
    home: join(modules, 'n8n'),
    version: '2.41.1',
    nodeRange: '*',
    entry: '',
  };
  await writeFakeN8n(n8n.home, n8n.version);
  for (const file of [
    'sqlite3/package.json',
    'prebuild-install/bin.js',
    'node-gyp/bin/node-gyp.js',
  ]) {
    await mkdir(dirname(join(modules, file)), { recursive: true });
    await writeFile(join(modules, file), JSON.stringify({ name: 'sqlite3', version: '5.1.7' }));
  }
  const job = await createStagingJob(cache, name, NEVER);
  const request = {
    n8n,
    node: { binary: '/node', version: '24.0.0', headers: '/headers' },
    cache,
    platform: LINUX,
    job,
    signal: NEVER,
  };
  return {
    request,
    binary: join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node'),
    [Symbol.asyncDispose]: () => job[Symbol.asyncDispose](),
  };
}

type Step = 'prebuilt' | 'tool' | 'gyp-version' | 'rebuild' | 'load';

function stepOf({ args, file }: Command): Step {
  if (args[1] === '-r') return 'prebuilt';
  if (args[1] === 'rebuild') return 'rebuild';
  if (file === '/node') return 'load';
  return args.length === 2 ? 'gyp-version' : 'tool';
}

function runner(act: Partial<Record<Step, (command: Command) => Promise<Partial<CommandResult>>>>) {
  return sinon.spy<RunCommand>(async (command) =>
    result((await act[stepOf(command)]?.(command)) ?? {}),
  );
}

const steps = (run: sinon.SinonSpy<Parameters<RunCommand>>): Step[] =>
  run.getCalls().map(({ args: [command] }) => stepOf(command));

/** Leaves a binary and an object file, as a build does. */
const build =
  (text: string) =>
  async ({ cwd }: Command): Promise<Partial<CommandResult>> => {
    await mkdir(join(cwd, 'build', 'Release', 'obj'), { recursive: true });
    await writeFile(join(cwd, 'build', 'Release', 'node_sqlite3.node'), text);
    return {};
  };

test('the published binary is taken where it can be had, and kept', async () => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const run = runner({ prebuilt: build('published') });
  expect(await provideSqliteNative(prepared.request, run)).toBe('prebuilt');
  expect(steps(run)).not.toContain('rebuild');
  expect(
    await readFile(
      join(temporary.cache.native, 'sqlite3-5.1.7-linux-x64', 'node_sqlite3.node'),
      'utf8',
    ),
  ).toBe('published');
});

test('else it is compiled with the headers of the Node package, whatever the environment says', async () => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const run = runner({ prebuilt: async () => ({ exitCode: 1 }), rebuild: build('compiled') });
  expect(await provideSqliteNative(prepared.request, run)).toBe('compiled');
  sinon.assert.calledWithMatch(run, {
    args: sinon.match((args: string[]) => args.includes('--nodedir=/headers')),
    env: sinon.match({ npm_config_nodedir: '/headers' }),
  });
  expect(await readdir(join(prepared.binary, '..'))).toEqual(['node_sqlite3.node']);
});

test('the next version with the same sqlite3 takes it from the cache', async () => {
  await using temporary = await temporaryCache();
  await using first = await prepare(temporary.cache, temporary.root, 'a');
  await provideSqliteNative(first.request, runner({ prebuilt: build('once') }));
  await using second = await prepare(temporary.cache, temporary.root, 'b');
  const run = runner({});
  expect(await provideSqliteNative(second.request, run)).toBe('cache');
  expect(steps(run)).toEqual(['load']);
  expect(await readFile(second.binary, 'utf8')).toBe('once');
});

test('a kept binary that does not load any more is built again', async () => {
  await using temporary = await temporaryCache();
  await using first = await prepare(temporary.cache, temporary.root, 'a');
  await provideSqliteNative(first.request, runner({ prebuilt: build('old') }));
  await using second = await prepare(temporary.cache, temporary.root, 'b');
  const load = async (): Promise<Partial<CommandResult>> => ({
    exitCode: (await readFile(second.binary, 'utf8')) === 'new' ? 0 : 1,
  });
  expect(
    await provideSqliteNative(
      second.request,
      runner({ load, prebuilt: async () => ({ exitCode: 1 }), rebuild: build('new') }),
    ),
  ).toBe('compiled');
});

test('missing tools are named, with what to install', async () => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const run = runner({
    prebuilt: async () => ({ exitCode: 1 }),
    tool: async ({ file }) => ({ exitCode: file === 'make' || file === 'gmake' ? null : 0 }),
  });
  await expect(provideSqliteNative(prepared.request, run)).rejects.toMatchObject({
    code: 'build-tools-missing',
    exitCode: 75,
    message: 'Could not build the native part of sqlite3 5.1.7: make not found.',
  });
});

test.each([
  [
    'make',
    `gyp ERR! build error\ngyp ERR! stack Error: not found: make\n${'gyp ERR! at getNotFoundError\n'.repeat(20)}`,
  ],
  ['Python', 'gyp ERR! find Python Python is not set from command line or npm configuration'],
  ['a compiler', 'make: g++: No such file or directory\nmake: *** [Release/sqlite3.o] Error 127'],
  ['a compiler in a shell', '/bin/sh: 1: cc: not found'],
  ['a compiler that is a shell of one', "g++: fatal error: cannot execute 'cc1plus': execvp"],
  ['a header', 'src/macros.h:4:10: fatal error: cstdlib: No such file or directory'],
  ['Xcode', 'xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools)'],
])('a build that ends for want of %s says what to install', async (_missing, stderr) => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const run = runner({
    prebuilt: async () => ({ exitCode: 1 }),
    rebuild: async () => ({ exitCode: 1, stderr }),
  });
  const error: unknown = await provideSqliteNative(prepared.request, run).catch((thrown) => thrown);
  expect(error).toMatchObject({
    code: 'build-tools-missing',
    exitCode: 75,
    hint: expect.stringMatching(/python3 make gcc g\+\+|xcode-select/),
  });
  expect(String(error).split('\n').length).toBeLessThanOrEqual(16);
});

test('a failing compiler is quoted and nothing is kept', async () => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const run = runner({
    prebuilt: async () => ({ exitCode: 1 }),
    rebuild: async () => ({ exitCode: 1, stderr: 'cc1plus: out of memory' }),
  });
  await expect(provideSqliteNative(prepared.request, run)).rejects.toMatchObject({
    code: 'native-build-failed',
    hint: undefined,
    message: expect.stringContaining('cc1plus: out of memory'),
  });
  expect(existsSync(temporary.cache.native)).toBe(false);
});

test('an n8n without sqlite3 needs nothing', async () => {
  await using temporary = await temporaryCache();
  await using prepared = await prepare(temporary.cache, temporary.root);
  const elsewhere = join(temporary.root, 'none', 'n8n');
  await writeFakeN8n(elsewhere, '2.41.1');
  expect(
    await provideSqliteNative(
      { ...prepared.request, n8n: { ...prepared.request.n8n, home: elsewhere } },
      runner({}),
    ),
  ).toBe('none');
});
