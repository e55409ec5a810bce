import { Agent, get } from 'node:http';
import { expect, test } from 'vitest';
import { startProvider } from './server.ts';
import { startRealm } from './testing/start-realm.ts';

const rotating = { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } } as const;

test('a refresh is held before anything is done about it, and carried out afterwards', async () => {
  await using test = await startRealm(rotating);
  const { refresh_token: token } = await test.connect();
  const before = test.ledger.length;
  let seen: number | undefined;
  test.realm.hold('refresh-received', async () => void (seen = test.ledger.length));
  expect((await test.refresh(token)).status).toBe(200);
  expect(seen).toBe(before);
});

test('what was held before it was carried out and is wanted no more never happened', async () => {
  await using test = await startRealm(rotating);
  const { refresh_token: token } = await test.connect();
  const before = test.ledger.length;
  const left = new AbortController();
  test.realm.hold('refresh-received', async (_, gone) => {
    left.abort();
    await new Promise<void>((resolve) => (gone.aborted ? resolve() : gone.addEventListener('abort', () => resolve(), { once: true })));
  });
  const body = new URLSearchParams({ client_id: test.client.id, client_secret: test.client.secret, grant_type: 'refresh_token', refresh_token: token ?? '' });
  await expect(fetch(test.realm.tokenUrl, { method: 'POST', body, signal: left.signal })).rejects.toThrow();
  await test.lastReply();
  expect(test.ledger.length).toBe(before);
  expect(test.replies.at(-1)).toMatchObject({ delivered: false });
});

test('after it was carried out and before its answer leaves', async () => {
  await using test = await startRealm(rotating);
  const { refresh_token: token } = await test.connect();
  const replies: number[] = [];
  let spent = false;
  test.realm.hold('refresh-answered', async () => {
    replies.push(test.replies.length);
    spent = test.ledger.some(({ action }) => action === 'spent');
  });
  const before = test.replies.length;
  expect((await test.refresh(token)).status).toBe(200);
  expect({ spent, replies }).toEqual({ spent: true, replies: [before] });
});

test('when its answer is on the wire', async () => {
  await using test = await startRealm(rotating);
  const { refresh_token: token } = await test.connect();
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  test.realm.hold('refresh-delivered', async () => resolve(test.events.at(-1)?.type));
  await test.refresh(token);
  expect(await promise).toBe('reply');
});

test('other requests are not held, and neither is a refresh once the hold was given up', async () => {
  await using test = await startRealm(rotating);
  let held = 0;
  const stop = test.realm.hold('refresh-received', async () => void (held += 1));
  const { refresh_token: token, access_token: access } = await test.connect();
  await test.call(access);
  expect(held).toBe(0);
  stop();
  await test.refresh(token);
  expect(held).toBe(0);
});

test('the sender of a request is asked for once for each connection', async () => {
  const asked: number[] = [];
  await using provider = await startProvider({ identifyPeer: ({ port }) => (asked.push(port), `client-${asked.length}`) });
  const realm = provider.createRealm('senders');
  const senders: (string | undefined)[] = [];
  realm.listen((event) => event.type === 'request' && senders.push(event.sender));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const _ of [1, 2, 3]) await new Promise((resolve) => get(`${realm.apiUrl}/items/1`, { agent }, (response) => response.resume().once('end', resolve)));
  agent.destroy();
  expect(senders).toEqual(['client-1', 'client-1', 'client-1']);
  expect(asked).toHaveLength(1);
});
