import { createServer, type Server, type Socket } from 'node:net';
import { poll } from '../../machine/poll.ts';
import type { N8nAccess } from '../driver/n8n-under-test.ts';
import { failureOf, type KeeperReply } from './keeper-protocol.ts';

/** An n8n that can be handed on to other processes. */
export interface Shareable extends AsyncDisposable {
  readonly alive: boolean;
  access(): N8nAccess;
}

export interface KeepOptions {
  /** Path of the socket on which whoever wants to use n8n asks for it. */
  readonly socket: string;
  readonly start: (signal: AbortSignal) => Promise<Shareable>;
  /** False when nobody is left for whom n8n runs. */
  readonly isWanted: () => Promise<boolean>;
  /** How long n8n runs on while nobody is connected, in ms. */
  readonly idleMs: number;
  /** Aborted when this process is asked to end. */
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/**
 * Starts an n8n and keeps it running as long as it is wanted. A connection stays open as long as
 * its other end uses n8n, so that nobody has to say goodbye: a process that was killed is gone too.
 */
export async function keepN8n(options: KeepOptions): Promise<void> {
  const { socket, isWanted, idleMs, signal, everyMs = 500 } = options;
  const over = new AbortController();
  const starting = options.start(AbortSignal.any([signal, over.signal]));
  const reply: Promise<KeeperReply> = starting.then(
    (n8n) => ({ access: n8n.access() }),
    (cause: unknown) => failureOf(cause),
  );
  const door = await openDoor(socket, reply);
  try {
    const started = starting.catch(() => undefined);
    let usedAt = performance.now();
    let running: Shareable | undefined | 'starting' = 'starting';
    void started.then((n8n) => (running = n8n));
    await poll(
      async () => {
        if (door.users > 0 || running === 'starting') usedAt = performance.now();
        const isUp = running === 'starting' || running?.alive === true;
        const isIdle = performance.now() - usedAt > idleMs;
        return !isUp || isIdle || !(await isWanted()) ? true : undefined;
      },
      { withinMs: Number.POSITIVE_INFINITY, everyMs, signal },
    ).catch(() => undefined);
    over.abort(new Error('nobody wants n8n any more'));
    await (await started)?.[Symbol.asyncDispose]();
  } finally {
    await door.close();
  }
}

async function openDoor(socket: string, reply: Promise<KeeperReply>) {
  const users = new Set<Socket>();
  const server: Server = createServer((user) => {
    users.add(user);
    user.on('close', () => users.delete(user));
    user.on('error', () => undefined);
    user.resume();
    void reply.then((told) => user.write(`${JSON.stringify(told)}\n`));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  return {
    get users(): number {
      return users.size;
    },
    async close(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await reply;
      for (const user of users) user.end();
      await closed;
    },
  };
}
