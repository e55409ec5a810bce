import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Peer } from '../../../mock-provider/index.ts';
import { orAborted } from '../../machine/poll.ts';
import type { LockEvent } from '../../model/system.ts';
import type { RedisAddress } from './n8n-environment.ts';

const MONITORING_WITHIN_MS = 10_000;

/** One command that Redis received. */
interface Command {
  readonly args: readonly string[];
  /** `host:port` of the sender; `lua` when a script sent it. */
  readonly source: string;
}

/**
 * Two connections: one sends commands, the other listens with MONITOR. Redis accepts no commands on
 * a connection that uses MONITOR.
 */
interface Connections {
  readonly commands: Redis;
  readonly watching: Redis;
}

/**
 * How often the connection is tried again. A fault may stop Redis, and commands of others are not
 * observed until the connection is back.
 */
const BACK_EVERY_MS = 20;

interface Watched {
  readonly key: string;
  readonly listener: (event: LockEvent) => void;
  /** The value that the lock's holder wrote. Each attempt to take the lock uses its own value. */
  holder: string | undefined;
  /** Name of the lock, as soon as it is known. */
  lock: string;
  readonly waiting: Set<string>;
}

/**
 * Watches the locks that n8n's processes share in Redis while they refresh credentials. It uses
 * MONITOR, because n8n itself logs only when it failed to get a lock. n8n 2.41 names a lock
 * `<prefix>:lock:<namespace>:<sha256 of the credential's id>`, takes it with SET NX PX, and renews
 * and releases it with scripts that pass its value.
 */
export class RedisLocks {
  readonly #address: RedisAddress;
  readonly #clientOf: (peer: Peer) => string | undefined;
  readonly #watched = new Map<string, Watched>();
  #monitor: Promise<Connections> | undefined;

  constructor(address: RedisAddress, clientOf: (peer: Peer) => string | undefined) {
    this.#address = address;
    this.#clientOf = clientOf;
  }

  /**
   * Reports the events of one credential's lock to the listener. Resolves to a function that stops
   * this, as soon as Redis reports commands.
   */
  async watch(
    credentialId: string,
    listener: (event: LockEvent) => void,
  ): Promise<() => Promise<void>> {
    const key = hashOf(credentialId);
    this.#watched.set(key, { key, listener, holder: undefined, lock: '', waiting: new Set() });
    await this.#connected();
    return async () => void this.#watched.delete(key);
  }

  /** Lets the lock of a credential expire now. */
  async expire(credentialId: string): Promise<void> {
    const { commands } = await this.#connected();
    const keys = await commands.keys(`*:lock:*:${hashOf(credentialId)}`);
    for (const key of keys) await commands.del(key);
  }

  /** Every key with its value, as text: also what is no lock. */
  async readAll(): Promise<string> {
    const { commands } = await this.#connected();
    const keys = await commands.keys('*');
    const values = await Promise.all(keys.map((key) => valueOf(commands, key)));
    return keys.map((key, index) => `${key} ${JSON.stringify(values[index])}`).join('\n');
  }

  /** Deletes everything in Redis: locks, queue and all other data. */
  async empty(): Promise<void> {
    const { commands } = await this.#connected();
    await commands.flushall();
  }

  async close(): Promise<void> {
    const open = await this.#monitor?.catch(() => undefined);
    open?.commands.disconnect();
    open?.watching.disconnect();
  }

  /** Returns the connections. After a failed attempt, the next call tries again. */
  #connected(): Promise<Connections> {
    return (this.#monitor ??= this.#open().catch((cause: unknown) => {
      this.#monitor = undefined;
      throw cause;
    }));
  }

  async #open(): Promise<Connections> {
    const { Redis: Client } = await import('ioredis');
    const { host, port, password } = this.#address;
    const commands = new Client({
      host,
      port,
      password,
      lazyConnect: true,
      maxRetriesPerRequest: 1,
      retryStrategy: () => BACK_EVERY_MS,
    });
    commands.on('error', () => undefined);
    // When a reported command arrives together with Redis' answer to MONITOR, ioredis takes it for
    // an error ("Command queue state error"), and its own monitor() gives up, although the
    // connection works.
    const watching = commands.duplicate({ monitor: true, lazyConnect: true });
    watching.on('error', () => undefined);
    try {
      await commands.connect();
      const monitoring = new Promise((resolve) => void watching.once('monitoring', resolve));
      watching.connect().catch(() => undefined);
      await orAborted(monitoring, AbortSignal.timeout(MONITORING_WITHIN_MS));
      watching.on('monitor', (_time: string, args: readonly string[], source: string) =>
        this.#heard({ args, source }),
      );
      watching.on('monitoring', () => void this.#lookAgain(commands).catch(() => undefined));
      return { commands, watching };
    } catch (cause) {
      // Otherwise ioredis would try to connect for ever.
      commands.disconnect();
      watching.disconnect();
      throw cause;
    }
  }

  /**
   * Reads the locks again after a time in which commands were not observed: their holders may have
   * changed.
   */
  async #lookAgain(commands: Redis): Promise<void> {
    for (const watched of this.#watched.values()) {
      const before = watched.holder;
      const [lock = watched.lock] = await commands.keys(`*:lock:*:${watched.key}`);
      const holder = (await commands.get(lock)) ?? undefined;
      // A command that was observed since is newer than this answer.
      if (watched.holder !== before || holder === before) continue;
      ended(watched, 'lost', (state) => watched.listener({ state, lock }));
      watched.holder = holder;
      if (holder !== undefined) watched.listener({ state: 'taken', lock });
    }
  }

  /**
   * A lock that expires disappears without a command. The process that asked for it next then holds
   * it.
   */
  async #expiredUnheard(
    watched: Watched,
    { lock, value }: { readonly lock: string; readonly value: string },
    tell: Tell,
  ): Promise<void> {
    if (watched.holder === value) return;
    const open = await this.#monitor?.catch(() => undefined);
    const holder = await open?.commands.get(lock).catch(() => undefined);
    if (holder !== value || watched.holder === value) return;
    watched.holder = value;
    watched.waiting.delete(value);
    tell('taken');
  }

  #heard({ args, source }: Command): void {
    const [verb = '', ...rest] = args;
    const command = verb.toLowerCase();
    if (command === 'flushall' || command === 'flushdb') return this.#forgotten();
    const lock = rest.find((word) => word.includes(':lock:'));
    const watched =
      lock === undefined ? undefined : this.#watched.get(lock.slice(lock.lastIndexOf(':') + 1));
    if (lock === undefined || watched === undefined || source === 'lua') return;
    watched.lock = lock;
    const tell = (state: LockEvent['state']): void => {
      // Who waits asks again and again, and most of that is not told.
      const process = this.#clientOf(peerOf(source, this.#address.port));
      watched.listener({ state, lock, ...(process === undefined ? {} : { process }) });
    };
    const value = rest[rest.indexOf(lock) + 1] ?? '';
    if (command === 'set') {
      asked(watched, value, tell);
      void this.#expiredUnheard(watched, { lock, value }, tell);
    }
    if (command === 'del') ended(watched, 'lost', tell);
    if (command === 'eval' || command === 'evalsha')
      scripted(watched, value, rest.indexOf(lock) + 2 < rest.length, tell);
  }

  /** Redis has lost all its data, so every lock is lost. */
  #forgotten(): void {
    for (const watched of this.#watched.values())
      ended(watched, 'lost', (state) => watched.listener({ state, lock: watched.lock }));
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return undefined;
  }
}

type Tell = (state: LockEvent['state']) => void;

/**
 * Handles an attempt to take the lock: Redis gives a free lock to the first attempt, and MONITOR
 * reports the attempts in the same order.
 */
function asked(watched: Watched, value: string, tell: Tell): void {
  if (watched.holder === undefined) {
    watched.holder = value;
    watched.waiting.delete(value);
    tell('taken');
  } else if (!watched.waiting.has(value)) {
    watched.waiting.add(value);
    tell('waits');
  }
}

/**
 * Handles a script: the renewing script gets a time as an argument, the releasing one does not.
 * Both have no effect unless their value is that of the holder.
 */
function scripted(watched: Watched, value: string, renews: boolean, tell: Tell): void {
  if (value !== watched.holder) return;
  if (renews) tell('renewed');
  else ended(watched, 'released', tell);
}

function ended(watched: Watched, state: 'released' | 'lost', tell: Tell): void {
  if (watched.holder === undefined) return;
  watched.holder = undefined;
  tell(state);
}

const hashOf = (credentialId: string): string =>
  createHash('sha256').update(credentialId).digest('hex');

function peerOf(source: string, ownPort: number): Peer {
  const colon = source.lastIndexOf(':');
  return { address: source.slice(0, colon), port: Number(source.slice(colon + 1)), ownPort };
}
