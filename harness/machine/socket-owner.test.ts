import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { socketOwner } from './socket-owner.ts';

test.runIf(process.platform === 'linux')(
  'tells which process is at the other end of a connection',
  async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const program = `require('node:net').connect(${port}, '127.0.0.1'); setInterval(() => {}, 1000)`;
    const children = [0, 1].map(() =>
      spawn(process.execPath, ['-e', program], { stdio: 'ignore' }),
    );
    try {
      const ports: number[] = [];
      const owners: (number | undefined)[] = [];
      const pids = children.map(({ pid }) => pid ?? 0);
      for await (const [socket] of server.listening ? take(server, 2) : []) {
        ports.push(socket.remotePort ?? 0);
        owners.push(socketOwner({ port: socket.remotePort ?? 0, ownPort: port }, pids));
      }
      expect(new Set(owners)).toEqual(new Set(pids));
      expect(socketOwner({ port: ports[0] ?? 0 }, [process.pid])).toBeUndefined();
      expect(socketOwner({ port: 1 }, pids)).toBeUndefined();
      // The system may give the same port to a connection that goes elsewhere.
      expect(socketOwner({ port: ports[0] ?? 0, ownPort: port + 1 }, pids)).toBeUndefined();
    } finally {
      children.forEach((child) => child.kill('SIGKILL'));
      server.close();
    }
  },
);

async function* take(
  server: ReturnType<typeof createServer>,
  count: number,
): AsyncGenerator<[Socket]> {
  for (let taken = 0; taken < count; taken += 1)
    yield (await once(server, 'connection')) as [Socket];
}
