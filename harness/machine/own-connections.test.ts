import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { isOwnConnection } from './own-connections.ts';

test('knows the connections that fetch opened here, when their first request arrives', async () => {
  const seen: { readonly path: string | undefined; readonly own: boolean }[] = [];
  const ports: number[] = [];
  const server = createServer((request, response) => {
    const port = request.socket.remotePort ?? 0;
    ports.push(port);
    seen.push({ path: request.url, own: isOwnConnection(port) });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/own`)).text();
  const other = connect(port, '127.0.0.1');
  other.write('GET /other HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n');
  await once(other, 'data');
  expect(seen).toEqual([
    { path: '/own', own: true },
    { path: '/other', own: false },
  ]);
  other.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await expect.poll(() => ports.some(isOwnConnection)).toBe(false);
});
