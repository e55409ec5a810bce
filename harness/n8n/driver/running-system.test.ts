import { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import FakeTimers from '@sinonjs/fake-timers';
import sinon from 'sinon';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RunningSystem, type SystemOptions } from './running-system.ts';
import { FakeRedis } from './testing/fake-redis.ts';
import { FakeService } from './testing/fake-service.ts';

const signal = new AbortController().signal;

function running(options: Partial<SystemOptions> = {}) {
  const life: string[] = [];
  const service = (name: FakeService['name'], waits = {}): FakeService =>
    new FakeService(name, life, { waits });
  const [main, worker, postgres, redis] = [
    service('main'),
    service('worker-1'),
    service('postgres'),
    service('redis'),
  ];
  const system = new RunningSystem({
    n8n: [main, worker],
    services: [postgres, redis],
    database: { dialect: 'sqlite', file: '/nowhere/database.sqlite' },
    serves: sinon.fake.resolves(true),
    senderOf: sinon.fake.returns('worker-1'),
    redisClientOf: sinon.fake.returns(undefined),
    createCommand: sinon.fake.rejects(new Error('no command was to be run')),
    release: async () => void life.push('release'),
    ...options,
  });
  const begun = () => life.filter((line) => !line.endsWith('done'));
  return { system, life, begun, service, main, worker, postgres, redis };
}

describe('what it consists of', () => {
  it('is n8n first, the main process before its workers, and then what it needs', () => {
    expect(running().system.processes).toEqual(['main', 'worker-1', 'postgres', 'redis']);
  });

  it.each(['worker-2', 'worker-9'] as const)(
    'nothing can be done to %s, which is not there',
    async (name) => {
      const { system, life } = running();
      const unknown = {
        code: 'part-unknown',
        message: `Could not find the service '${name}': this n8n consists of main, worker-1, postgres, redis.`,
      };
      for (const act of [
        system.kill(name),
        system.stop(name),
        system.start(name, signal),
        system.pause(name),
        system.resume(name),
      ])
        await expect(act).rejects.toMatchObject(unknown);
      expect(life).toEqual([]);
    },
  );

  it('says who sent something as the driver does', () => {
    const { system } = running();
    expect(system.senderOf({ address: '127.0.0.1', port: 1 })).toBe('worker-1');
  });
});

describe('alive', () => {
  it.each(['main', 'worker', 'postgres', 'redis'] as const)(
    'not once %s has ended unasked',
    (name) => {
      const system = running();
      expect(system.system.alive).toBe(true);
      system[name].died = true;
      expect(system.system.alive).toBe(false);
    },
  );

  it('still while a service is down that was asked to be', async () => {
    const { system } = running();
    await system.kill('worker-1');
    await system.stop('redis');
    expect(system.alive).toBe(true);
  });

  it('the end of the main process is told, and that of its next start is another', async () => {
    const { system } = running();
    const first = system.mainEnded;
    await system.kill('worker-1');
    expect(first.aborted).toBe(false);
    await system.kill('main');
    expect(first.aborted).toBe(true);
    await system.start('main', signal);
    expect(system.mainEnded.aborted).toBe(false);
  });
});

describe('disturbing it', () => {
  it('each act reaches the service it names, and no other', async () => {
    const { system, begun } = running();
    await system.pause('worker-1');
    await system.resume('worker-1');
    await system.kill('redis');
    await system.start('redis', signal);
    await system.stop('postgres');
    expect(begun()).toEqual([
      'pause worker-1',
      'resume worker-1',
      'kill redis',
      'start redis',
      'stop postgres',
    ]);
  });

  it('what runs is not started a second time', async () => {
    const { system, life } = running();
    await system.start('main', signal);
    expect(life).toEqual([]);
  });
});

describe('restart', () => {
  it('ends all of n8n at once, then starts the main process and after it the workers; its services go on', async () => {
    const { system, life } = running();
    await system.restart(signal);
    expect(life).toEqual([
      'stop main',
      'stop worker-1',
      'stop main done',
      'stop worker-1 done',
      'start main',
      'start main done',
      'start worker-1',
      'start worker-1 done',
    ]);
  });
});

describe('exchanging its version', () => {
  const versions = { older: '1.0.0', newer: '2.0.0' };

  it('starts what has ended as the other one, the main process first', async () => {
    const { system, begun } = running({ versions });
    await system.stop('main');
    await system.stop('worker-1');
    await system.startAs('newer', 'left', ['main', 'worker-1'], signal);
    expect(begun().slice(2)).toEqual(['start main', 'start worker-1']);
    expect(system.exchange.version).toBe('2.0.0');
  });

  it('leaves alone what is not exchanged', async () => {
    const { system, begun } = running({ versions });
    await system.stop('main');
    await system.startAs('newer', 'left', ['main'], signal);
    expect(begun()).toEqual(['stop main', 'start main']);
  });

  it('is not possible where there is only one', async () => {
    const { system } = running();
    expect(system.versions).toBeUndefined();
    await expect(system.startAs('newer', 'left', ['main'], signal)).rejects.toMatchObject({
      code: 'capability-missing',
    });
  });
});

describe('disposing', () => {
  it('ends n8n before what it needs, and lets go of the rest last', async () => {
    const { system, life } = running();
    await system[Symbol.asyncDispose]();
    expect(life).toEqual([
      'stop main',
      'stop worker-1',
      'stop main done',
      'stop worker-1 done',
      'stop postgres',
      'stop redis',
      'stop postgres done',
      'stop redis done',
      'release',
    ]);
  });

  it('ends the services and lets go although a process of n8n could not be ended', async () => {
    const { system, begun, main } = running();
    sinon.replace(main, 'stop', sinon.fake.rejects(new Error('it stays')));
    await expect(system[Symbol.asyncDispose]()).rejects.toThrow('it stays');
    expect(begun()).toEqual(['stop worker-1', 'stop postgres', 'stop redis', 'release']);
  });

  it('hangs up on Redis', async () => {
    const redis = await FakeRedis.start();
    const { system } = running({ redis: redis.address });
    await system.watchLocks('credential-1', () => undefined);
    expect(redis.monitors).toBe(1);
    await system[Symbol.asyncDispose]();
    await expect.poll(() => redis.connections).toBe(0);
  });
});

describe('ready', () => {
  it('waits until n8n serves again', async () => {
    let asked = 0;
    const { system } = running({ serves: async () => (asked += 1) > 1 });
    await system.ready(signal);
    expect(asked).toBe(2);
  });

  it('gives up after a minute', async () => {
    const clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    syncBuiltinESMExports();
    try {
      const waiting = running({ serves: sinon.fake.resolves(false) })
        .system.ready(signal)
        .catch((cause: unknown) => cause);
      await clock.tickAsync(60_500);
      expect(await waiting).toMatchObject({
        code: 'n8n-not-ready',
        message: 'Could not go on: n8n was not ready again after 60 s.',
      });
    } finally {
      clock.uninstall();
      syncBuiltinESMExports();
    }
  });

  it('ends with the run', async () => {
    const stop = new AbortController();
    const waiting = running({ serves: sinon.fake.resolves(false) }).system.ready(stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('looking into it', () => {
  it('opens the database n8n uses', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'system-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { system } = running({
      database: { dialect: 'sqlite', file: join(folder, 'database.sqlite') },
    });
    await using session = await system.openDatabase();
    expect(await session.run('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('an n8n without Redis has no locks and nothing to forget', async () => {
    const { system } = running();
    for (const act of [
      system.watchLocks('1', () => undefined),
      system.expireLock('1'),
      system.emptyRedis(),
    ])
      await expect(act).rejects.toMatchObject({ code: 'capability-missing' });
  });
});
