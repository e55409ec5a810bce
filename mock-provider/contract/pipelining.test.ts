import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

/** A connection to the provider of a realm, and everything that came back on it. */
async function open(run: TestRealm): Promise<{ socket: Socket; got: () => string }> {
  const socket = connect(Number(new URL(run.realm.tokenUrl).port), '127.0.0.1');
  let text = '';
  socket.on('data', (data) => (text += String(data)));
  await once(socket, 'connect');
  return { socket, got: () => text };
}

const pathOf = (url: string): string => new URL(url).pathname;

const call = (run: TestRealm): string =>
  `GET ${pathOf(run.realm.apiUrl)}/items/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;

function tokenRequest({ realm, client }: TestRealm): string {
  const body = String(
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
    }),
  );
  return [
    `POST ${pathOf(realm.tokenUrl)} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

const statuses = (text: string): readonly string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = '']) => status);

const outcomes = (run: TestRealm) =>
  run.replies.map(({ exchange, outcome, delivered }) => [exchange, outcome, delivered]);

/** Several requests on one connection, before the first is answered (RFC 9112 §9.3.2). */
describe('pipelined requests', () => {
  it('are answered in their order, also when a later one is ready first', async () => {
    await using run = await startRealm();
    run.realm.inject('api/slow', { by: '100ms' });
    const { socket, got } = await open(run);
    socket.write(call(run) + tokenRequest(run) + call(run) + tokenRequest(run));
    await vi.waitFor(() => expect(statuses(got())).toEqual(['401', '200', '401', '200']), 5_000);
    await vi.waitFor(() =>
      expect(outcomes(run)).toEqual([1, 2, 3, 4].map((exchange) => [exchange, 'http', true])),
    );
    socket.destroy();
  });

  it('are lost together with the one before them that breaks the connection', async () => {
    await using run = await startRealm();
    run.realm.inject('wire/reset', { at: 'resource' });
    const { socket, got } = await open(run);
    socket.on('error', () => undefined);
    socket.write(call(run) + tokenRequest(run));
    await vi.waitFor(() =>
      expect(outcomes(run).toSorted()).toEqual([
        [1, 'reset', false],
        [2, 'aborted-by-client', false],
      ]),
    );
    expect(statuses(got())).toEqual([]);
  });

  it('are lost when the client goes while the first one hangs', async () => {
    await using run = await startRealm();
    run.realm.inject('wire/hang', { at: 'resource' });
    const { socket } = await open(run);
    socket.write(call(run) + tokenRequest(run));
    await vi.waitFor(() => expect(run.requests).toHaveLength(2));
    socket.destroy();
    await vi.waitFor(() =>
      expect(outcomes(run).toSorted()).toEqual([
        [1, 'hang', false],
        [2, 'aborted-by-client', false],
      ]),
    );
  });
});
