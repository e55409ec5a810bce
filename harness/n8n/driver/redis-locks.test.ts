import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Peer } from '../../../mock-provider/index.ts';
import type { LockEvent } from '../../model/system.ts';
import { RedisLocks } from './redis-locks.ts';
import { FakeRedis } from './testing/fake-redis.ts';

const LOCK = `n8n:lock:oauth:${createHash('sha256').update('credential-1').digest('hex')}`;
const OTHER = `n8n:lock:oauth:${createHash('sha256').update('credential-2').digest('hex')}`;
/** The arguments of n8n's scripts show what they do. */
const SCRIPT = 'if redis.call("get", KEYS[1]) == ARGV[1] then return 1 else return 0 end';

/** Plays what n8n's processes do with a lock, each over its own connection. */
async function watched() {
  const redis = await FakeRedis.start();
  const services = new Map<number, string>();
  const locks = new RedisLocks(redis.address, ({ port }: Peer) => services.get(port));
  const events: LockEvent[] = [];
  const stop = await locks.watch('credential-1', (event) => events.push(event));
  onTestFinished(() => locks.close());
  const service = async (name: string) => {
    const client = new Redis({ ...redis.address, lazyConnect: true });
    client.on('error', () => undefined);
    onTestFinished(() => client.disconnect());
    await client.connect();
    services.set((client.stream as { readonly localPort?: number }).localPort ?? 0, name);
    return {
      take: (value: string, lock = LOCK) => client.set(lock, value, 'PX', 10_000, 'NX'),
      renew: (value: string) => client.eval(SCRIPT, 1, LOCK, value, '10000'),
      release: (value: string, lock = LOCK) => client.eval(SCRIPT, 1, lock, value),
      client,
    };
  };
  const told = () => events.map(({ process: name = 'nobody known', state }) => `${name} ${state}`);
  return { redis, locks, events, told, stop, service };
}

describe('what is heard of the lock of a credential', () => {
  it('taken, renewed and released, by which process, under its name', async () => {
    const { events, service, told } = await watched();
    const worker = await service('worker-1');
    await worker.take('v1');
    await worker.renew('v1');
    await worker.release('v1');
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-1 renewed', 'worker-1 released']);
    expect(new Set(events.map(({ lock }) => lock))).toEqual(new Set([LOCK]));
  });

  it('another one that asks for it again and again waits, is told once, and takes it when it is free', async () => {
    const { service, told } = await watched();
    const [first, second] = [await service('worker-1'), await service('worker-2')];
    await first.take('v1');
    await second.take('v2');
    await second.take('v2');
    await first.release('v1');
    await second.take('v2');
    await expect
      .poll(told)
      .toEqual(['worker-1 taken', 'worker-2 waits', 'worker-1 released', 'worker-2 taken']);
  });

  it('whoever does not hold it can neither renew nor release it', async () => {
    const { service, told } = await watched();
    const [first, second] = [await service('worker-1'), await service('worker-2')];
    await first.take('v1');
    await second.renew('v2');
    await second.release('v2');
    await first.renew('v1');
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-1 renewed']);
  });

  it('a lock whose time was over unheard belongs to whoever asked next, once Redis says so', async () => {
    const { service, told, redis } = await watched();
    const [first, second] = [await service('worker-1'), await service('worker-2')];
    await first.take('v1');
    await second.take('v2');
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-2 waits']);
    redis.values.delete(LOCK);
    await second.take('v2');
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-2 waits', 'worker-2 taken']);
    await second.release('v2');
    await expect.poll(told).toContain('worker-2 released');
  });

  it('it is lost when somebody deletes it, and nobody loses what nobody holds', async () => {
    const { service, told } = await watched();
    const worker = await service('worker-1');
    await worker.client.del(LOCK);
    await worker.take('v1');
    await worker.client.del(LOCK);
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-1 lost']);
  });

  it('is of that credential alone', async () => {
    const { service, told } = await watched();
    const worker = await service('worker-1');
    await worker.take('w1', OTHER);
    await worker.release('w1', OTHER);
    await worker.client.set('bull:jobs:1', 'x');
    await worker.take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
  });

  it('a process that cannot be told is left out of it', async () => {
    const { redis, service, told, events } = await watched();
    const stranger = await service('main');
    const client = new Redis({ ...redis.address });
    onTestFinished(() => client.disconnect());
    await client.set(LOCK, 'v1', 'PX', 10_000, 'NX');
    await expect.poll(told).toEqual(['nobody known taken']);
    expect('process' in (events[0] ?? {})).toBe(false);
    await stranger.client.ping();
  });

  it('ends when it is no longer wanted', async () => {
    const { service, told, stop } = await watched();
    const worker = await service('worker-1');
    await worker.take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
    await stop();
    await worker.release('v1');
    await worker.client.ping();
    expect(told()).toEqual(['worker-1 taken']);
  });
});

describe('what can be done to it', () => {
  it('expire: the lock of that credential goes as if its time were over, and is lost', async () => {
    const { service, told, locks, redis } = await watched();
    const worker = await service('worker-1');
    await worker.take('v1');
    await worker.take('w1', OTHER);
    await locks.expire('credential-1');
    expect([...redis.values.keys()]).toEqual([OTHER]);
    await expect.poll(told).toEqual(['worker-1 taken', 'nobody known lost']);
    await locks.expire('credential-9');
    expect([...redis.values.keys()]).toEqual([OTHER]);
  });

  it('readAll: every key is there with its value', async () => {
    const { service, locks, redis } = await watched();
    await (await service('worker-1')).take('v1');
    redis.values.set('bull:jobs:1', 'a job');
    expect(await locks.readAll()).toBe(`${LOCK} "v1"\nbull:jobs:1 "a job"`);
  });

  it('empty: everything is forgotten, and whoever held the lock has lost it; the next one takes it', async () => {
    const { service, events, told, locks, redis } = await watched();
    const [first, second] = [await service('worker-1'), await service('worker-2')];
    await first.take('v1');
    await locks.empty();
    expect(redis.values.size).toBe(0);
    await second.take('v2');
    await expect.poll(told).toEqual(['worker-1 taken', 'nobody known lost', 'worker-2 taken']);
    expect(events[1]?.lock).toBe(LOCK);
  });

  it('nothing is lost by that when nobody holds anything', async () => {
    const { service, told, locks } = await watched();
    await locks.empty();
    await (await service('worker-1')).take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
  });
});

describe('Redis that goes away', () => {
  it('is listened to again when it is back', async () => {
    const { redis, service, told } = await watched();
    const { port } = redis;
    await redis.stop();
    await redis.listen(port);
    await expect.poll(() => redis.monitors, { timeout: 5_000 }).toBe(1);
    const worker = await service('worker-1');
    await worker.take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
  });

  it('who took the lock in the time in which nothing was heard is not made up: it is held by nobody known', async () => {
    const { redis, service, told } = await watched();
    const { port } = redis;
    await (await service('worker-1')).take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
    await redis.stop();
    redis.values.set(LOCK, 'v9');
    await redis.listen(port);
    await expect
      .poll(told, { timeout: 5_000 })
      .toEqual(['worker-1 taken', 'nobody known lost', 'nobody known taken']);
    await (await service('worker-2')).take('v2');
    await expect.poll(told).toContain('worker-2 waits');
  });

  it('and comes back with the lock as it was changes nothing', async () => {
    const { redis, service, told } = await watched();
    const { port } = redis;
    const worker = await service('worker-1');
    await worker.take('v1');
    await expect.poll(told).toEqual(['worker-1 taken']);
    await redis.stop();
    await redis.listen(port);
    await expect.poll(() => redis.monitors, { timeout: 5_000 }).toBe(1);
    await (await service('worker-2')).take('v2');
    await expect.poll(told).toEqual(['worker-1 taken', 'worker-2 waits']);
  });

  it('or was never there fails whoever asks, and is tried anew the next time', async () => {
    const redis = await FakeRedis.start();
    const { port, address } = redis;
    await redis.stop();
    const locks = new RedisLocks(address, () => undefined);
    onTestFinished(() => locks.close());
    await expect(locks.watch('credential-1', () => undefined)).rejects.toThrow();
    await redis.listen(port);
    const events: LockEvent[] = [];
    await locks.watch('credential-1', (event) => events.push(event));
    expect(redis.monitors).toBe(1);
  });

  it('or does not let us in is no Redis, and no connection to it stays', async () => {
    const redis = await FakeRedis.start();
    const locks = new RedisLocks({ ...redis.address, password: 'wrong' }, () => undefined);
    await expect(locks.expire('credential-1')).rejects.toThrow();
    await expect.poll(() => redis.connections).toBe(0);
  });
});

it('one connection hears of all credentials, and none stays when it is closed', async () => {
  const redis = await FakeRedis.start();
  const locks = new RedisLocks(redis.address, () => undefined);
  const heard: string[] = [];
  await Promise.all(
    ['credential-1', 'credential-2'].map((id) =>
      locks.watch(id, ({ state }) => heard.push(`${id} ${state}`)),
    ),
  );
  expect(redis.monitors).toBe(1);
  const client = new Redis({ ...redis.address });
  await client.set(OTHER, 'w1', 'PX', 10_000, 'NX');
  await expect.poll(() => heard).toEqual(['credential-2 taken']);
  client.disconnect();
  await locks.close();
  await expect.poll(() => redis.connections).toBe(0);
});

it('closing what was never opened is nothing', async () => {
  await expect(
    new RedisLocks({ host: '127.0.0.1', port: 1, password: '' }, () => undefined).close(),
  ).resolves.toBeUndefined();
});
