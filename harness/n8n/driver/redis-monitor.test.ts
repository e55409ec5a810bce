import { createHash } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { LockEvent } from '../../model/system.ts';
import { RedisLocks } from './redis-locks.ts';

const LOCK = `n8n:lock:oauth:${createHash('sha256').update('cred').digest('hex')}`;
const line = (...args: readonly string[]): string =>
  `+1795600929.1 [0 127.0.0.1:52504] ${args.map((arg) => JSON.stringify(arg)).join(' ')}\r\n`;

let server: Server | undefined;
afterEach(() => server?.close());

/**
 * A fake Redis that accepts everything, and sends a reported command together with its answer to
 * MONITOR.
 */
async function fakeRedis(): Promise<{ readonly port: number; report(text: string): void }> {
  let monitor: Socket | undefined;
  server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        for (const [, command = ''] of data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
          if (command.toLowerCase() === 'info') socket.write('$9\r\nloading:0\r\n');
          else if (command.toLowerCase() !== 'monitor') socket.write('+OK\r\n');
          else socket.write(`+OK\r\n${line('publish', 'n8n.commands', '{}')}`);
          if (command.toLowerCase() === 'monitor') monitor = socket;
        }
      });
  });
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { readonly port: number }).port,
    report: (text) => void monitor?.write(text),
  };
}

it('listens although Redis reports a command in the same breath as it agrees to', async () => {
  const redis = await fakeRedis();
  const locks = new RedisLocks({ host: '127.0.0.1', port: redis.port, password: 'x' }, ({ port }) =>
    port === 52504 ? 'worker-1' : undefined,
  );
  const heard: LockEvent[] = [];
  await locks.watch('cred', (event) => void heard.push(event));
  redis.report(line('set', LOCK, 'v1', 'PX', '30000', 'NX'));
  await expect.poll(() => heard).toEqual([{ state: 'taken', lock: LOCK, process: 'worker-1' }]);
  await locks.close();
});
