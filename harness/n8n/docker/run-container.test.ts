import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcessEvent } from '../../model/target.ts';
import { runContainer, type ContainerRun, type RunOptions } from './run-container.ts';
import { answer, FakeContainer, gone } from './testing/fake-docker.ts';

let folder: string;
let container: FakeContainer;
let events: ProcessEvent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
  container = new FakeContainer();
  events = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (change: Partial<RunOptions> = {}): Promise<ContainerRun> =>
  runContainer(container.asContainer, {
    name: 'main',
    what: 'n8n 2.41.1',
    logFile: join(folder, 'main.log'),
    onProcess: (event) => void events.push(event),
    ...change,
  });
const states = () => events.map(({ state }) => state);
const ended = (running: ContainerRun) =>
  new Promise((resolve) => running.ended.addEventListener('abort', resolve, { once: true }));

describe('runContainer', () => {
  it('listens before it starts, and writes what is said as it comes', async () => {
    container.start.callsFake(async () => container.say('first words\n'));
    const running = await run();
    expect(container.attach.calledBefore(container.start)).toBe(true);
    await expect.poll(() => readFileSync(join(folder, 'main.log'), 'utf8')).toBe('first words\n');
    expect(running.address).toBe('172.18.0.2');
    expect(events).toEqual([{ process: 'main', state: 'started', pid: 4711 }]);
    await running.stop();
  });

  it('stops politely, and tells it apart from an end nobody asked for', async () => {
    const running = await run();
    await running.stop();
    expect(container.stop.calledOnceWith({ t: 4 })).toBe(true);
    expect(running).toMatchObject({ stopping: true, ended: { aborted: true } });
    expect(events.at(-1)).toMatchObject({ state: 'stopped', code: 0 });
  });

  it('notices an end nobody asked for, with its code', async () => {
    const running = await run();
    container.end(3);
    await ended(running);
    expect(running.stopping).toBe(false);
    expect(running.ended.reason).toMatchObject({ message: 'it ended with exit code 3' });
    expect(events.at(-1)).toMatchObject({ state: 'exited', code: 3 });
  });

  it('goes on when what it says cannot be written', async () => {
    const running = await run({ logFile: '/dev/full' });
    container.say('first words\n');
    await setImmediate();
    container.say('more words\n');
    container.end(0);
    await ended(running);
    expect(states()).toEqual(['started', 'exited']);
  });

  it('a command that ends by itself has finished', async () => {
    const running = await run({ finishes: true });
    container.end(1);
    await ended(running);
    expect(running.stopping).toBe(true);
    expect(events.at(-1)).toMatchObject({ state: 'finished', code: 1 });
  });

  it('says when it was too much memory', async () => {
    const running = await run();
    container.oomKilled = true;
    container.end(137);
    await ended(running);
    expect(running.ended.reason).toMatchObject({ message: expect.stringContaining('memory') });
  });

  it('kills, stands still and goes on', async () => {
    const running = await run();
    await running.pause();
    await running.resume();
    await running.resume();
    expect(container.unpause.calledOnce).toBe(true);
    await running.kill();
    expect(states()).toEqual(['started', 'paused', 'resumed', 'killed']);
  });

  it('wakes one that stands still before it asks it to end, and kills it as it is', async () => {
    const polite = await run();
    await polite.pause();
    await polite.stop();
    expect(container.unpause.calledBefore(container.stop)).toBe(true);
    container = new FakeContainer();
    const killed = await run();
    await killed.pause();
    await killed.kill();
    await killed.resume();
    expect(container.unpause.called).toBe(false);
  });

  it.each([304, 404, 409])('takes %d for: there is nothing to stop', async (status) => {
    container.stop.callsFake(async () => {
      container.end(0);
      throw answer(status, 'not running');
    });
    await (await run()).stop();
    expect(states()).toEqual(['started', 'stopped']);
  });

  it('has ended when the daemon went away, and stopping it then is no error', async () => {
    const running = await run();
    container.loseDaemon();
    await running.stop();
    await running.kill();
    expect(running.ended.reason).toMatchObject({ message: 'the Docker daemon went away' });
  });

  it('says why it cannot be started', async () => {
    container.start.rejects(
      answer(500, 'Bind for 127.0.0.1:5678 failed: port is already allocated'),
    );
    await expect(run()).rejects.toMatchObject({
      code: 'n8n-port-taken',
      exitCode: 75,
      message: expect.stringMatching(/^Could not start n8n 2\.41\.1: /),
    });
    expect(events).toEqual([]);
  });

  it('says that the daemon has gone', async () => {
    container.attach.rejects(gone());
    await expect(run()).rejects.toMatchObject({ code: 'docker-unreachable', exitCode: 75 });
  });
});
