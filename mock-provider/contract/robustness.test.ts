import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

/**
 * Sends raw bytes and returns what the server sends until it closes the connection or sends nothing
 * more.
 */
async function send(run: TestRealm, bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(run.provider.url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

const unharmed = async (run: TestRealm): Promise<void> =>
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);

test('garbage bytes never end the provider or show its insides', async () => {
  await using run = await startRealm();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, afterHead) => {
      const head = afterHead
        ? `POST /${run.realm.name}/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${bytes.length}\r\n\r\n`
        : '';
      const answer = await send(run, Buffer.concat([Buffer.from(head), bytes]));
      expect(answer).not.toMatch(/ at |\.ts:|node:internal/);
      if (afterHead) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    }),
    { numRuns: 60 },
  );
  await unharmed(run);
});

test('any path, query, method and header gets an answer below 500', async () => {
  await using run = await startRealm();
  const below = fc.oneof(
    fc.constantFrom(
      '/token',
      '/authorize',
      '/revoke',
      '/api/items/%',
      '/api/items/%E0%A4%A',
      '/userinfo',
      '/jwks',
      '/__proto__',
      '/constructor',
      '//',
      '/.well-known/',
    ),
    fc.webPath(),
  );
  const headers = fc.record({
    authorization: fc.constantFrom(
      'Basic',
      'Basic %%%',
      'Basic Og==',
      'Bearer',
      'Bearer a b',
      'Bearer __proto__',
      'Digest x',
    ),
    'content-type': fc.constantFrom(
      '',
      'application/json',
      'text/xml',
      'application/x-www-form-urlencoded;charset=x',
      ';',
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      below,
      fc.webQueryParameters(),
      headers,
      fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
      fc.oneof(fc.string(), fc.json()),
      async (path, query, sent, method, body) => {
        const response = await fetch(`${run.realm.issuer}${path}?${query}`, {
          method,
          headers: sent,
          redirect: 'manual',
          ...(method === 'GET' ? {} : { body }),
        });
        expect(response.status).toBeLessThan(500);
        expect(await response.text()).not.toMatch(/\.ts:|node:internal/);
      },
    ),
    { numRuns: 200 },
  );
  await run.lastReply();
  expect(run.replies).toHaveLength(run.requests.length);
  await unharmed(run);
});

test.each([
  [
    'a doubled parameter (RFC 6749 §3.2)',
    'application/x-www-form-urlencoded',
    'grant_type=client_credentials&grant_type=client_credentials',
  ],
  ['JSON that is none', 'application/json', '{"grant_type":'],
  ['JSON that is no object', 'application/json', '["grant_type"]'],
  ['a nested parameter', 'application/json', '{"grant_type":{"a":1}}'],
  ['XML', 'text/xml', '<a/>'],
])('%s is invalid_request', async (_name, type, body) => {
  await using run = await startRealm();
  const response = await fetch(run.realm.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect([response.status, (await bodyOf(response)).error]).toEqual([400, 'invalid_request']);
});

test('a body without end is cut off with 413', async () => {
  await using run = await startRealm();
  const head = `POST /${run.realm.name}/token HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n`;
  expect(await send(run, Buffer.concat([Buffer.from(head), Buffer.alloc(3_000_000, 'a')]))).toMatch(
    /^HTTP\/1\.1 413 /,
  );
  await unharmed(run);
});

test('no record repeats a secret, wherever the client put it', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh = '' } = await run.connect();
  await run.call(access, refresh);
  await fetch(`${run.realm.issuer}/${access}`);
  await run.token({ grant_type: refresh, scope: access });
  await run.lastReply();
  expect(run.realm.findSecrets(JSON.stringify(run.events))).toEqual([]);
});

test('unknown realms and paths are 404', async () => {
  await using run = await startRealm();
  expect([
    (await fetch(`${run.provider.url}/nobody/token`)).status,
    (await fetch(run.provider.url)).status,
    (await fetch(`${run.realm.issuer}/x`)).status,
  ]).toEqual([404, 404, 404]);
});
