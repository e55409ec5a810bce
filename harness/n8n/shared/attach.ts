import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import { AttachedN8n } from './attached-n8n.ts';
import { keeperName, socketFolder, type KeeperReply, type KeepRequest } from './keeper-protocol.ts';
import { testRunner } from './test-runner.ts';

/** What is asked of a shared n8n. */
export interface SharedN8nRequest extends Pick<KeepRequest, 'n8n' | 'settings' | 'nodes'> {
  /** Changes when n8n must be another one although the rest is the same. */
  readonly stamp: string;
}

/** How long a program of ours may take to listen, on a busy machine. */
const LISTENS_WITHIN_MS = 60_000;

/**
 * Attaches to the n8n that the workers of this test runner share, and has it started when it does
 * not run yet. It stops by itself when the runner has ended.
 * @throws HarnessError exit code 75 with the last lines of its log when it does not come up
 */
export async function attachToShared({ stamp, ...wanted }: SharedN8nRequest): Promise<AttachedN8n> {
  const runner = await testRunner();
  const name = keeperName(wanted, runner, stamp);
  const socket = join(socketFolder(), `${name}.sock`);
  const connection =
    (await connect(socket)) ?? (await startAndConnect({ ...wanted, socket, runner }, name));
  return attached(connection);
}

async function startAndConnect(request: KeepRequest, name: string): Promise<Socket> {
  const { signal } = new AbortController();
  await using _lock = await holdLock(cacheLayout(), `fixture-${name}`, signal);
  const meanwhile = await connect(request.socket);
  if (meanwhile !== undefined) return meanwhile;
  rmSync(request.socket, { force: true });
  const keeper = startKeeper(request);
  const connection = await poll(
    async () => (keeper.ended === undefined ? await connect(request.socket) : 'ended'),
    { withinMs: LISTENS_WITHIN_MS },
  );
  if (typeof connection === 'object') return connection;
  throw new HarnessError(
    'n8n-start-failed',
    `Could not start n8n: the process that keeps it ${keeper.ended ?? 'did not listen'}.`,
    { exitCode: 75 },
  );
}

/** Starts the process that keeps n8n. It belongs to no worker. */
function startKeeper(request: KeepRequest): { readonly ended: string | undefined } {
  // Built, this file and the program are JavaScript.
  const program = join(import.meta.dirname, `keeper${extname(import.meta.filename)}`);
  const keeper = spawn(process.execPath, [program], {
    cwd: import.meta.dirname,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // Test runners give their workers options of Node that are none of n8n's.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let ended: string | undefined;
  keeper.on('error', (error) => (ended = `could not be started (${error.message})`));
  keeper.on('exit', (code, signal) => (ended = `ended with ${signal ?? `exit code ${code}`}`));
  keeper.stdin.on('error', () => undefined);
  keeper.stdin.end(JSON.stringify(request));
  keeper.unref();
  return {
    get ended() {
      return ended;
    },
  };
}

/** Connects; resolves to undefined when nobody listens. */
function connect(socket: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once('connect', () => resolve(connection));
    connection.once('error', () => resolve(undefined));
  });
}

async function attached(connection: Socket): Promise<AttachedN8n> {
  const gone = new AbortController();
  connection.on('close', () => gone.abort(new Error('n8n has ended')));
  const reply = await readReply(connection, gone.signal);
  if ('failure' in reply) {
    connection.destroy();
    const { code, message, hint, exitCode } = reply.failure;
    throw new HarnessError(code, message, {
      exitCode,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  // It stays open as long as this process runs, and does not keep it running.
  connection.resume().unref();
  return new AttachedN8n(reply.access, gone.signal);
}

async function readReply(connection: Socket, gone: AbortSignal): Promise<KeeperReply> {
  for await (const line of createInterface({ input: connection }))
    return JSON.parse(line) as KeeperReply;
  throw new HarnessError('n8n-start-failed', 'Could not start n8n: it ended while it started.', {
    exitCode: 75,
    cause: gone.reason,
  });
}
