import sinon from 'sinon';
import { expect, it } from 'vitest';
import type { ProcessName } from '../../model/system.ts';
import { RunningSystem, type SystemOptions } from './running-system.ts';
import type { Service } from './service.ts';

const { signal } = new AbortController();

/** A fake service that records its calls. */
function fakeService(name: ProcessName, life: string[], started = true) {
  let running = started;
  const note =
    (what: string, now = running) =>
    async (): Promise<void> => {
      running = now;
      life.push(`${what} ${name}`);
    };
  return {
    name,
    logFile: `${name}.log`,
    died: false,
    get ended() {
      return running ? new AbortController().signal : AbortSignal.abort();
    },
    start: note('start', true),
    stop: note('stop', false),
    kill: note('kill', false),
    pause: note('pause'),
    resume: note('resume'),
  } satisfies Service;
}

function queue(change: Partial<SystemOptions> = {}): {
  readonly system: RunningSystem;
  readonly life: string[];
  readonly release: sinon.SinonStub;
} {
  const life: string[] = [];
  const release = sinon.stub().callsFake(async () => void life.push('release'));
  const system = new RunningSystem({
    n8n: [fakeService('main', life), fakeService('worker-1', life)],
    services: [fakeService('postgres', life)],
    database: { dialect: 'sqlite', file: '' },
    serves: async () => true,
    senderOf: () => 'worker-1',
    redisClientOf: () => undefined,
    createCommand: sinon.fake.rejects(new Error('no command was to be run')),
    release,
    ...change,
  });
  return { system, life, release };
}

it('has a second n8n only once it was asked for', async () => {
  const life: string[] = [];
  const { system } = queue({
    second: { service: fakeService('main-2', life, false), baseUrl: 'http://127.0.0.1:2' },
  });
  expect([system.processes, system.secondUrl]).toEqual([
    ['main', 'worker-1', 'postgres'],
    undefined,
  ]);
  await system.start('main-2', signal);
  expect([system.processes, system.secondUrl]).toEqual([
    ['main', 'worker-1', 'main-2', 'postgres'],
    'http://127.0.0.1:2',
  ]);
  await system.stop('main-2');
  expect(system.secondUrl).toBeUndefined();
});
