import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { CacheLayout } from '../../machine/cache.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import type { BootProbe } from './boot-probe.ts';
import { ensureInstalled } from './ensure-installed.ts';
import type { InstallProgress } from './installed-n8n.ts';
import { readInstalledRecord } from './installed-record.ts';
import { LINUX, NEVER, fakeRunner, result, temporaryCache } from './testing/test-support.ts';

const VERSION = '1.123.81';

function tools(cache: CacheLayout, over: { run?: RunCommand; probe?: BootProbe } = {}) {
  const run = sinon.spy(over.run ?? fakeRunner(VERSION));
  return { cache, platform: LINUX, run, probe: sinon.spy(over.probe ?? (async () => {})) };
}

const installs = (run: sinon.SinonSpy<Parameters<RunCommand>>): number =>
  run.getCalls().filter(({ args: [command] }) => command.args.includes('install')).length;

test('installs with the recipe, boots once, publishes, and says what it did', async () => {
  await using temporary = await temporaryCache();
  const used = tools(temporary.cache);
  const seen: InstallProgress[] = [];
  const installed = await ensureInstalled(VERSION, (progress) => seen.push(progress), NEVER, used);
  const directory = join(temporary.cache.versions, VERSION);
  expect(installed).toMatchObject({
    version: VERSION,
    directory,
    entry: join(directory, 'node_modules', 'n8n', 'bin', 'n8n'),
    overrides: { xlsx: '0.18.5', '@langchain/core': '1.1.49' },
  });
  expect(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'))).toMatchObject({
    dependencies: { n8n: VERSION },
    pnpm: { overrides: { xlsx: '0.18.5' } },
  });
  expect(
    (await readInstalledRecord(directory))?.overrides.every(({ reason }) => reason.length > 0),
  ).toBe(true);
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(
    new Set(['resolving', 'native part', 'boot probe']),
  );
  sinon.assert.calledOnce(used.probe);
  expect(await readdir(temporary.cache.staging)).toEqual([]);
});

test('install scripts stay off and the store is ours', async () => {
  await using temporary = await temporaryCache();
  const used = tools(temporary.cache);
  await ensureInstalled(VERSION, () => {}, NEVER, used);
  sinon.assert.calledWithMatch(used.run, {
    args: sinon.match(
      (args: string[]) => args.includes('--ignore-scripts') && args.includes(temporary.cache.store),
    ),
  });
});

test('an installed version needs nothing any more', async () => {
  await using temporary = await temporaryCache();
  await ensureInstalled(VERSION, () => {}, NEVER, tools(temporary.cache));
  const again = tools(temporary.cache, {
    run: sinon
      .stub<Parameters<RunCommand>, ReturnType<RunCommand>>()
      .rejects(new Error('no network')),
  });
  expect((await ensureInstalled(VERSION, () => {}, NEVER, again)).version).toBe(VERSION);
  sinon.assert.notCalled(again.run);
});

test('two at once: the second waits and finds it ready', async () => {
  await using temporary = await temporaryCache();
  const used = tools(temporary.cache);
  const waiting = sinon.spy();
  const [first, second] = await Promise.all([
    ensureInstalled(VERSION, waiting, NEVER, used),
    ensureInstalled(VERSION, waiting, NEVER, used),
  ]);
  expect(second).toEqual(first);
  expect(installs(used.run)).toBe(1);
  sinon.assert.calledWithMatch(waiting, { phase: 'waiting' });
});

test('what does not boot is not installed', async () => {
  await using temporary = await temporaryCache();
  const probe: BootProbe = async () => {
    throw new HarnessError('n8n-does-not-boot', 'no', { exitCode: 75 });
  };
  await expect(
    ensureInstalled(VERSION, () => {}, NEVER, tools(temporary.cache, { probe })),
  ).rejects.toMatchObject({ code: 'n8n-does-not-boot' });
  expect(await readdir(temporary.cache.versions)).toEqual([]);
  expect(await readdir(temporary.cache.staging)).toEqual([]);
});

test('a failing pnpm is explained', async () => {
  await using temporary = await temporaryCache();
  const run: RunCommand = async (command) => {
    command.onLine?.(
      JSON.stringify({
        level: 'error',
        name: 'pnpm',
        code: 'ERR_PNPM_META_FETCH_FAIL',
        err: { message: 'connect ECONNREFUSED' },
        package: { name: 'n8n', bareSpecifier: VERSION },
      }),
    );
    return result({ exitCode: 1 });
  };
  await expect(
    ensureInstalled(VERSION, () => {}, NEVER, tools(temporary.cache, { run })),
  ).rejects.toMatchObject({
    code: 'registry-unreachable',
    message: `Could not install n8n ${VERSION}: the registry did not answer (connect ECONNREFUSED).`,
  });
});

test('half an installation of a killed process is never used and goes', async () => {
  await using temporary = await temporaryCache();
  const left = join(temporary.cache.staging, `${VERSION}-1-00000000`);
  await mkdir(join(left, 'n8n', 'node_modules', 'n8n'), { recursive: true });
  await writeFile(
    join(left, 'owner.json'),
    JSON.stringify({ owner: { pid: process.pid, startedAt: 'before' }, groups: [] }),
  );
  const used = tools(temporary.cache);
  await ensureInstalled(VERSION, () => {}, NEVER, used);
  expect(installs(used.run)).toBe(1);
  expect(existsSync(left)).toBe(false);
});

test('an abort leaves nothing behind', async () => {
  await using temporary = await temporaryCache();
  const abort = new AbortController();
  const run: RunCommand = async () => {
    abort.abort(new Error('stopped'));
    throw abort.signal.reason;
  };
  await expect(
    ensureInstalled(VERSION, () => {}, abort.signal, tools(temporary.cache, { run })),
  ).rejects.toThrow('stopped');
  expect(await readdir(temporary.cache.staging)).toEqual([]);
});
