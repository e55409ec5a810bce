import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLease, type Lease } from '../../machine/lease.ts';
import { runningProcesses } from '../../machine/running-processes.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { RedisLocks } from '../driver/redis-locks.ts';
import { createRedis } from './redis-service.ts';

const signal = new AbortController().signal;

function installed(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** These tests need a real Redis, as n8n does. */
const withoutRedis = !installed();

let folder: string;
let directory: string;
let lease: Lease;
let events: ProcessEvent[];

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'redis-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  directory = join(folder, 'data');
  mkdirSync(directory);
  lease = await openLease('test', join(folder, 'leases'));
  events = [];
});

async function created(port?: number) {
  const redis = createRedis({
    port: port ?? (await getPort()),
    logFile: join(folder, 'redis.log'),
    lease,
    onProcess: (event) => void events.push(event),
    directory,
  });
  onTestFinished(() => redis.service.stop(true));
  return redis;
}

function client(address: {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
}): Redis {
  const redis = new Redis({ ...address, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  onTestFinished(() => redis.disconnect());
  return redis;
}

describe('without a Redis on PATH', () => {
  it('says which package to install, and what else can be done', async () => {
    vi.stubEnv('PATH', join(folder, 'empty'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const error = await created(1).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(HarnessError);
    expect(error).toMatchObject({
      code: 'redis-missing',
      exitCode: 75,
      message: 'Could not start Redis: there is no redis-server on PATH.',
      hint: expect.stringMatching(/apt-get install redis-server.*brew install redis/),
    });
    expect(events).toEqual([]);
  });

  it('a file of that name that cannot be run is none', async () => {
    writeFileSync(join(folder, 'redis-server'), '');
    chmodSync(join(folder, 'redis-server'), 0o644);
    vi.stubEnv('PATH', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(created(1)).rejects.toMatchObject({ code: 'redis-missing' });
  });
});

it('Valkey takes its place, and its password is in a file for its owner alone', async () => {
  writeFileSync(join(folder, 'valkey-server'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  vi.stubEnv('PATH', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { address } = await created(4_711);
  const config = join(directory, 'redis.conf');
  expect(readFileSync(config, 'utf8')).toContain(`requirepass ${address.password}\n`);
  expect(statSync(config).mode & 0o077).toBe(0);
});

describe.skipIf(withoutRedis)('a real Redis (skipped where redis-server is not installed)', () => {
  it('starts, keeps what it has when it is killed and started again, and leaves no process when stopped', async () => {
    const { service, address } = await created();
    await service.start(signal);
    await client(address).set('kept', 'yes');
    await service.kill();
    await service.start(signal);
    expect(await client(address).get('kept')).toBe('yes');
    const { pid } = service;
    await service.stop();
    expect((await runningProcesses()).filter(({ group }) => group === pid)).toEqual([]);
    expect(events.map(({ process, state }) => `${process} ${state}`)).toEqual([
      'redis started',
      'redis killed',
      'redis started',
      'redis stopped',
    ]);
  });

  it('lets nobody in without the password, and listens on this machine alone', async () => {
    const { service, address } = await created();
    await service.start(signal);
    await expect(client({ host: address.host, port: address.port }).get('a')).rejects.toThrow(
      /NOAUTH/,
    );
    await expect(client({ ...address, password: 'wrong' }).get('a')).rejects.toThrow();
    expect(await client(address).config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  });

  it('on a port that is taken is not started, and says so without its password', async () => {
    const port = await getPort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { service, address } = await created(port);
    const error = await service.start(signal).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: 'n8n-port-taken',
      exitCode: 75,
      message: expect.stringContaining('Could not start Redis'),
    });
    expect(String(error)).not.toContain(address.password);
    expect(service.died).toBe(true);
  });

  it("tells of locks as n8n's own scripts take, renew and release them", async () => {
    const { service, address } = await created();
    await service.start(signal);
    const heard: string[] = [];
    const locks = new RedisLocks(address, () => 'worker-1');
    onTestFinished(() => locks.close());
    await locks.watch('credential-1', ({ state }) => heard.push(state));
    const lock = `n8n:lock:oauth:${createHash('sha256').update('credential-1').digest('hex')}`;
    const n8n = client(address);
    const renew =
      'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("pexpire", KEYS[1], ARGV[2]) else return 0 end';
    const release =
      'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) else return 0 end';
    await n8n.set(lock, 'v1', 'PX', 10_000, 'NX');
    await n8n.set(lock, 'v2', 'PX', 10_000, 'NX');
    await n8n.eval(renew, 1, lock, 'v1', '10000');
    await n8n.eval(release, 1, lock, 'v1');
    await n8n.set(lock, 'v2', 'PX', 30, 'NX');
    await expect.poll(() => n8n.get(lock)).toBeNull();
    await n8n.set(lock, 'v3', 'PX', 10_000, 'NX');
    await expect
      .poll(() => heard)
      .toEqual(['taken', 'waits', 'renewed', 'released', 'taken', 'waits', 'taken']);
    await locks.expire('credential-1');
    await n8n.set(lock, 'v4', 'PX', 10_000, 'NX');
    await locks.empty();
    await expect.poll(() => heard.slice(7)).toEqual(['lost', 'taken', 'lost']);
  });
});
