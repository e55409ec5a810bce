import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { empty, json, page, type Reply } from '../model/reply.ts';
import { writeReply, type Written } from './write-reply.ts';

const NOON = new Date(Date.UTC(2031, 5, 1, 12));

/**
 * Serves one reply. `use` talks to the server; `stop` ends a reply that would otherwise continue.
 */
async function serve<T>(
  reply: Reply,
  use: (port: number, stop: AbortController) => Promise<T>,
): Promise<{ written: Written; seen: T }> {
  const stop = new AbortController();
  const writing = Promise.withResolvers<Written>();
  const server = createServer(
    (_request, response) =>
      void writeReply(response, reply, { date: NOON, signal: stop.signal }).then(
        writing.resolve,
        writing.reject,
      ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const seen = await use((server.address() as AddressInfo).port, stop);
    return { written: await writing.promise, seen };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const get = async (port: number): Promise<{ status: number; headers: Headers; body: string }> => {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

/** Everything that the server sends until it closes the connection. */
async function bytes(port: number): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const raw = async (port: number): Promise<string> => (await bytes(port)).toString();

test('http: status, headers, body, and the date of the clock that answers', async () => {
  const { written, seen } = await serve(json(201, { a: 'ü' }, { 'retry-after': '3' }), get);
  expect(written).toEqual({ outcome: 'http', delivered: true });
  expect([seen.status, seen.body]).toEqual([201, '{"a":"ü"}']);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'cache-control': 'no-store',
    'retry-after': '3',
    date: NOON.toUTCString(),
    'content-length': '10',
  });
});

test('http: a head of more than ASCII leaves in Latin-1, whatever the body is in', async () => {
  const reply = json(200, { a: 'ü' }, { 'x-a': 'ü', connection: 'close' });
  const { seen } = await serve(reply, bytes);
  expect(seen.toString('latin1')).toContain('x-a: ü\r\n');
  expect(seen.toString()).toMatch(/\{"a":"ü"\}$/);
});

test('http: 204 has no body', async () => {
  const { written, seen } = await serve({ ...page(204, 'text/plain', 'nothing') }, get);
  expect(written.delivered).toBe(true);
  expect(seen.body).toBe('');
});

test('reset: the connection breaks and nothing arrives', async () => {
  const { written, seen } = await serve({ kind: 'reset' }, (port) =>
    raw(port).catch((error: NodeJS.ErrnoException) => error.code),
  );
  expect(written).toEqual({ outcome: 'reset', delivered: false });
  expect(seen).toBe('ECONNRESET');
});

test('truncate: the head promises more than arrives', async () => {
  const { written, seen } = await serve(
    { kind: 'truncate', reply: page(200, 'text/plain', 'abcdefgh'), bytes: 3 },
    raw,
  );
  expect(written).toEqual({ outcome: 'truncated', delivered: false });
  expect(seen).toMatch(/content-length: 8\r\n[\s\S]*\r\n\r\nabc$/i);
});

test('truncate: never the whole, and nothing is fine too', async () => {
  const whole = await serve(
    { kind: 'truncate', reply: page(200, 'text/plain', 'abc'), bytes: 99 },
    raw,
  );
  expect(whole.seen).toMatch(/\r\n\r\nab$/);
  const nothing = await serve({ kind: 'truncate', reply: empty(200), bytes: 0 }, raw);
  expect(nothing.written.outcome).toBe('truncated');
});

test('hang: until the client gives up, or the realm ends', async () => {
  const impatient = await serve({ kind: 'hang' }, (port) =>
    fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(30) }).catch(
      (error: Error) => error.name,
    ),
  );
  expect(impatient).toEqual({
    written: { outcome: 'hang', delivered: false },
    seen: 'TimeoutError',
  });
  const stopped = await serve({ kind: 'hang' }, async (port, stop) => {
    const waiting = raw(port).catch(() => 'broken');
    setTimeout(() => stop.abort(), 20);
    return waiting;
  });
  expect(stopped.written).toEqual({ outcome: 'hang', delivered: false });
});

test('drip: in pieces, and complete in the end', async () => {
  const { written, seen } = await serve(
    { kind: 'drip', reply: page(200, 'text/plain', 'abcdefg'), chunkBytes: 3, everyMs: 1 },
    get,
  );
  expect(written).toEqual({ outcome: 'http', delivered: true });
  expect(seen.body).toBe('abcdefg');
});

test('a client that left before the answer did not get it', async () => {
  const left = Promise.withResolvers<void>();
  const writing = Promise.withResolvers<Written>();
  const server = createServer((_request, response) => {
    response.once(
      'close',
      () =>
        void writeReply(response, empty(200), {
          date: NOON,
          signal: new AbortController().signal,
        }).then(writing.resolve),
    );
    left.resolve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await left.promise;
  socket.destroy();
  expect(await writing.promise).toEqual({ outcome: 'aborted-by-client', delivered: false });
  server.close();
});
