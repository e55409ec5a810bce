import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import type { PartName } from '../../model/system.ts';
import type { Part } from './part.ts';
import { RunningSystem, type SystemOptions } from './running-system.ts';

const { signal } = new AbortController();

/** A part that notes what is done to it. */
function fakePart(name: PartName, life: string[], started = true) {
  let running = started;
  const note = (what: string, now = running) => async (): Promise<void> => {
    running = now;
    life.push(`${what} ${name}`);
  };
  return {
    name, logFile: `${name}.log`, died: false,
    get ended() {
      return running ? new AbortController().signal : AbortSignal.abort();
    },
    start: note('start', true), stop: note('stop', false), kill: note('kill', false), pause: note('pause'), resume: note('resume'),
  } satisfies Part;
}

function queue(change: Partial<SystemOptions> = {}): { readonly system: RunningSystem; readonly life: string[]; readonly release: sinon.SinonStub } {
  const life: string[] = [];
  const release = sinon.stub().callsFake(async () => void life.push('release'));
  const system = new RunningSystem({
    n8n: [fakePart('main', life), fakePart('worker-1', life)], services: [fakePart('postgres', life)], database: { dialect: 'sqlite', file: '' },
    serves: async () => true, senderOf: () => 'worker-1', redisClientOf: () => undefined, release, ...change,
  });
  return { system, life, release };
}

describe('RunningSystem', () => {
  it('does to a part what it is told, and starts only what does not run', async () => {
    const { system, life } = queue();
    await system.kill('worker-1');
    await system.start('worker-1', signal);
    await system.start('worker-1', signal);
    await system.pause('main');
    await system.resume('main');
    await system.stop('postgres');
    expect(life).toEqual(['kill worker-1', 'start worker-1', 'pause main', 'resume main', 'stop postgres']);
  });

  it('restarts n8n alone, and the main process before its workers', async () => {
    const { system, life } = queue();
    await system.restart(signal);
    expect(life).toEqual(['stop main', 'stop worker-1', 'start main', 'start worker-1']);
  });

  it('ends n8n before what it needs, and lets go last', async () => {
    const { system, life } = queue();
    await system[Symbol.asyncDispose]();
    expect(life).toEqual(['stop main', 'stop worker-1', 'stop postgres', 'release']);
  });

  it('is not alive once a part has died', () => {
    expect(queue().system.alive).toBe(true);
    const life: string[] = [];
    expect(queue({ services: [{ ...fakePart('redis', life), died: true }] }).system.alive).toBe(false);
  });

  it('names its parts when asked for another one', async () => {
    await expect(queue().system.kill('worker-9')).rejects.toMatchObject({ code: 'part-unknown', message: expect.stringContaining('main, worker-1, postgres') });
  });

  it('has a second n8n only once it was asked for', async () => {
    const life: string[] = [];
    const { system } = queue({ second: { part: fakePart('main-2', life, false), baseUrl: 'http://127.0.0.1:2' } });
    expect([system.parts, system.secondUrl]).toEqual([['main', 'worker-1', 'postgres'], undefined]);
    await system.start('main-2', signal);
    expect([system.parts, system.secondUrl]).toEqual([['main', 'worker-1', 'main-2', 'postgres'], 'http://127.0.0.1:2']);
    await system.stop('main-2');
    expect(system.secondUrl).toBeUndefined();
  });

  it('says that there is no Redis to look into', async () => {
    await expect(Promise.resolve().then(() => queue().system.expireLock('c1'))).rejects.toMatchObject({ code: 'capability-missing' });
  });
});
