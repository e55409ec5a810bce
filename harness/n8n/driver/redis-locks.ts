import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Peer } from '../../../mock-provider/index.ts';
import { orAborted } from '../../machine/poll.ts';
import type { LockEvent } from '../../model/system.ts';
import type { RedisAddress } from './n8n-environment.ts';

const MONITORING_WITHIN_MS = 10_000;

/** One command as Redis saw it. */
interface Command {
  readonly args: readonly string[];
  /** `host:port` of whoever sent it; `lua` from within a script. */
  readonly source: string;
}

/** The one asks, the other hears: Redis takes no commands from whoever listens with MONITOR. */
interface Connections {
  readonly commands: Redis;
  readonly watching: Redis;
}

/** Redis goes away as a fault; until we are back, what others do is not heard. */
const BACK_EVERY_MS = 20;

interface Watched {
  readonly key: string;
  readonly listener: (event: LockEvent) => void;
  /** Value of the lock's holder: each try to take it has one of its own. */
  holder: string | undefined;
  /** The lock's name, once it was heard. */
  lock: string;
  readonly waiting: Set<string>;
}

/**
 * Watches the locks that n8n's processes share through Redis while they refresh credentials, with
 * MONITOR: n8n itself tells of a lock only when it failed. n8n 2.41 names it
 * `<prefix>:lock:<namespace>:<sha256 of the credential's id>`, takes it with SET NX PX, and renews
 * and releases it with scripts that name its value.
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

  /** Hears of one credential's lock from now on; resolves, once Redis tells, to the way to stop. */
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

  /** Makes Redis forget locks, queue and all. */
  async empty(): Promise<void> {
    const { commands } = await this.#connected();
    await commands.flushall();
  }

  async close(): Promise<void> {
    const open = await this.#monitor?.catch(() => undefined);
    open?.commands.disconnect();
    open?.watching.disconnect();
  }

  /** A connection that could not be made is tried anew the next time. */
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
    // ioredis takes a line that comes in one breath with Redis' consent for an error ("Command
    // queue state error"), and its own monitor() gives up on it, although the connection is in
    // order.
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
      // They would go on trying for ever.
      commands.disconnect();
      watching.disconnect();
      throw cause;
    }
  }

  /** After a time in which nothing was heard: who holds a lock now may have taken it meanwhile. */
  async #lookAgain(commands: Redis): Promise<void> {
    for (const watched of this.#watched.values()) {
      const before = watched.holder;
      const [lock = watched.lock] = await commands.keys(`*:lock:*:${watched.key}`);
      const holder = (await commands.get(lock)) ?? undefined;
      // What was heard since is newer than the answer.
      if (watched.holder !== before || holder === before) continue;
      ended(watched, 'lost', (state) => watched.listener({ state, lock }));
      watched.holder = holder;
      if (holder !== undefined) watched.listener({ state: 'taken', lock });
    }
  }

  /** A lock whose time is over goes without a command: then whoever asked next holds it. */
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
    const process = this.#clientOf(peerOf(source));
    const tell = (state: LockEvent['state']): void =>
      watched.listener({ state, lock, ...(process === undefined ? {} : { process }) });
    const value = rest[rest.indexOf(lock) + 1] ?? '';
    if (command === 'set') {
      asked(watched, value, tell);
      void this.#expiredUnheard(watched, { lock, value }, tell);
    }
    if (command === 'del') ended(watched, 'lost', tell);
    if (command === 'eval' || command === 'evalsha')
      scripted(watched, value, rest.indexOf(lock) + 2 < rest.length, tell);
  }

  /** Redis has forgotten everything, and with it who holds what. */
  #forgotten(): void {
    for (const watched of this.#watched.values())
      ended(watched, 'lost', (state) => watched.listener({ state, lock: watched.lock }));
  }
}

type Tell = (state: LockEvent['state']) => void;

/**
 * Redis sets a lock that nobody holds, in the order of the commands; what is heard here is that
 * same order.
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
 * The script that renews is given a time, the one that releases is not; both do nothing for whoever
 * is not the holder.
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

function peerOf(source: string): Peer {
  const colon = source.lastIndexOf(':');
  return { address: source.slice(0, colon), port: Number(source.slice(colon + 1)) };
}
