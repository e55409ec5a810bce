import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openLease, type Lease } from '../../machine/lease.ts';
import { runningProcesses } from '../../machine/running-processes.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { spawnService, type ServiceProcess, type SpawnOptions } from './service-process.ts';

let folder: string;
let lease: Lease;
let events: ProcessEvent[];

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'service-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  lease = await openLease('test', join(folder, 'leases'));
  events = [];
});

/** A program that prints that it is up, and every 10 ms that it still runs. */
const LIVES = 'console.log("up"); setInterval(() => console.log("tick"), 10)';
const STUBBORN = `process.on('SIGTERM', () => console.log('no')); ${LIVES}`;

async function spawned(
  program = LIVES,
  change: Partial<SpawnOptions> = {},
): Promise<ServiceProcess> {
  const service = await spawnService({
    name: 'worker-1',
    command: process.execPath,
    args: ['-e', program],
    environment: { SETTING: 'one' },
    directory: folder,
    logFile: join(folder, 'service.log'),
    lease,
    onProcess: (event) => void events.push(event),
    stopGraceMs: 200,
    ...change,
  });
  onTestFinished(() => service.stop(true));
  await expect.poll(log).toContain('up');
  return service;
}

const log = (): string => readFileSync(join(folder, 'service.log'), 'utf8');
const states = (): string[] => events.map(({ state }) => state);
const isRunning = async (pid: number): Promise<boolean> =>
  (await runningProcesses()).some(({ group }) => group === pid);
const hasEnded = ({ ended }: ServiceProcess): Promise<void> =>
  new Promise((resolve) =>
    ended.aborted ? resolve() : ended.addEventListener('abort', () => resolve(), { once: true }),
  );

describe('a command', () => {
  it('that ends by itself has finished, with its code; nobody need have asked it to', async () => {
    const service = await spawned('console.log("up"); process.exit(1)', { finishes: true });
    await hasEnded(service);
    expect(events.at(-1)).toMatchObject({ state: 'finished', code: 1 });
    expect(service.stopping).toBe(true);
  });

  it('that ends because it must not begin with what it was given has refused, and says why', async () => {
    const refuses = `console.log("up"); console.log("the wrong key"); process.exit(1)`;
    await hasEnded(await spawned(refuses, { refusal: /wrong key/ }));
    expect(events.at(-1)).toMatchObject({ state: 'refused', code: 1 });
    // What an earlier start said counts for that one alone.
    await hasEnded(await spawned('console.log("up"); process.exit(1)', { refusal: /wrong key/ }));
    expect(events.at(-1)).toMatchObject({ state: 'exited', code: 1 });
  });

  it('that was stopped has not', async () => {
    const service = await spawned(LIVES, { finishes: true });
    await service.stop();
    expect(states()).toEqual(['started', 'stopped']);
  });
});

describe('kill', () => {
  it('ends the whole group without asking, and is told as killed', async () => {
    const service = await spawned(STUBBORN);
    await service.kill();
    expect(await isRunning(service.pid)).toBe(false);
    expect(events).toMatchObject([
      { process: 'worker-1', state: 'started', pid: service.pid },
      { process: 'worker-1', state: 'killed', signal: 'SIGKILL', code: null },
    ]);
    expect(service.stopping).toBe(true);
    expect(String(service.ended.reason)).toContain('it was ended by SIGKILL');
    expect(log()).not.toContain('no');
  });

  it('reaches one that stands still', async () => {
    const service = await spawned();
    service.pause();
    await service.kill();
    expect(states()).toEqual(['started', 'paused', 'killed']);
  });

  it('of one that ended by itself does not make that a kill', async () => {
    const service = await spawned('console.log("up"); process.exit(3)');
    await hasEnded(service);
    await service.kill();
    expect(events.at(-1)).toMatchObject({ state: 'exited', code: 3 });
    expect(service.stopping).toBe(false);
  });

  it('twice is once', async () => {
    const service = await spawned();
    await Promise.all([service.kill(), service.kill()]);
    await service.kill();
    expect(states()).toEqual(['started', 'killed']);
  });
});

describe('stop', () => {
  it('asks first: a process that obeys ends as it wants', async () => {
    const service = await spawned(`process.on('SIGTERM', () => process.exit(0)); ${LIVES}`, {
      stopGraceMs: 10_000,
    });
    await service.stop();
    expect(events.at(-1)).toMatchObject({ state: 'stopped', code: 0, signal: null });
    expect(String(service.ended.reason)).toContain('it ended with exit code 0');
  });

  it('asks with the signal it was told to', async () => {
    const service = await spawned(`process.on('SIGINT', () => process.exit(5)); ${LIVES}`, {
      stopSignal: 'SIGINT',
      stopGraceMs: 10_000,
    });
    await service.stop();
    expect(events.at(-1)).toMatchObject({ state: 'stopped', code: 5 });
  });

  it('insists after a while', async () => {
    const service = await spawned(STUBBORN);
    await service.stop();
    expect(events.at(-1)).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
    expect(log()).toContain('no');
  });

  it('leaves no time when forced', async () => {
    const service = await spawned(STUBBORN, { stopGraceMs: 60_000 });
    await service.stop(true);
    expect(log()).not.toContain('no');
  });

  it('wakes up one that stands still, so that it hears of it', async () => {
    const service = await spawned(`process.on('SIGTERM', () => process.exit(0)); ${LIVES}`, {
      stopGraceMs: 10_000,
    });
    service.pause();
    await service.stop();
    expect(events.at(-1)).toMatchObject({ state: 'stopped', code: 0 });
  });

  it('of one that has ended resolves at once and tells nothing new', async () => {
    const service = await spawned('console.log("up")');
    await hasEnded(service);
    await service.stop();
    await service.stop(true);
    expect(states()).toEqual(['started', 'exited']);
  });
});

describe('pause and resume', () => {
  it('it stands still in between, and goes on not knowing of it', async () => {
    const service = await spawned();
    service.pause();
    await expect
      .poll(async () => {
        const before = log().length;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return log().length === before;
      })
      .toBe(true);
    expect(await isRunning(service.pid)).toBe(true);
    const still = log().length;
    service.resume();
    await expect.poll(() => log().length).toBeGreaterThan(still);
    expect(events.slice(1)).toEqual([
      { process: 'worker-1', state: 'paused', pid: service.pid },
      { process: 'worker-1', state: 'resumed', pid: service.pid },
    ]);
  });

  it('of one that has ended is nothing, and not told', async () => {
    const service = await spawned();
    await service.kill();
    service.pause();
    service.resume();
    expect(states()).toEqual(['started', 'killed']);
  });
});

it('it has the environment it was given and that of its lease, and nothing else of ours', async () => {
  const service = await spawned('console.log("up", JSON.stringify(process.env))');
  await hasEnded(service);
  const environment = JSON.parse(log().replace(/^up /, '')) as Record<string, string>;
  expect(environment).toMatchObject({ SETTING: 'one', ...lease.environment });
  expect(
    Object.keys(environment).filter(
      (name) =>
        !['SETTING', ...Object.keys(lease.environment)].includes(name) && !name.startsWith('__'),
    ),
  ).toEqual([]);
});

it('starts of one service write into one log', async () => {
  await hasEnded(await spawned('console.log("up 1")'));
  await hasEnded(await spawned('console.log("up 2")'));
  expect(log()).toBe('up 1\nup 2\n');
});

it('what runs and cannot be noted is ended again, and says why', async () => {
  const noting = sinon.stub(lease, 'noteGroup').rejects(new Error('the disk is full'));
  onTestFinished(() => noting.restore());
  await expect(spawned()).rejects.toThrow('the disk is full');
  expect(states()).toEqual(['started', 'stopped']);
  expect(await isRunning(events[0]?.pid ?? 0)).toBe(false);
});

it('many at once do not make Node warn of a leak: they share what ends them with us', async () => {
  const before = process.listenerCount('exit');
  await spawned();
  await spawned();
  expect(process.listenerCount('exit')).toBe(before);
});

it('what cannot be run rejects, and is told nowhere', async () => {
  await expect(spawned('', { command: join(folder, 'nothing') })).rejects.toThrow(/ENOENT/);
  expect(events).toEqual([]);
});
