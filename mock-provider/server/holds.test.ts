import { expect, test } from 'vitest';
import type { RequestRecord } from '../model/records.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';
import { Holds } from './holds.ts';

const record: RequestRecord = {
  exchange: 7,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  grantType: 'refresh_token',
};

/** A promise that the test resolves by hand. */
const gate = () => Promise.withResolvers<void>();

/**
 * Holds the next refresh at a point. `arrived` resolves when the refresh is there; `letGo` releases
 * it.
 */
function holdNext(run: TestRealm, at: Parameters<TestRealm['realm']['hold']>[0]) {
  const arrived = Promise.withResolvers<{
    readonly request: RequestRecord;
    readonly gone: AbortSignal;
  }>();
  const free = gate();
  const stop = run.realm.hold(at, async (request, gone) => {
    arrived.resolve({ request, gone });
    await free.promise;
  });
  return { arrived: arrived.promise, letGo: free.resolve, stop };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );

const ledgerActions = (run: TestRealm): string[] => run.ledger.map(({ action }) => action);

test('several holds at one point are passed one after the other, those of other points not at all', async () => {
  const holds = new Holds();
  const first = gate();
  const seen: string[] = [];
  holds.add('refresh-received', async ({ exchange }) => {
    seen.push(`first ${exchange}`);
    await first.promise;
  });
  holds.add('refresh-received', async () => void seen.push('second'));
  holds.add('refresh-answered', async () => void seen.push('elsewhere'));
  const { signal } = new AbortController();
  const passed = holds.pass('refresh-received', { record, signal });
  await Promise.resolve();
  expect(seen).toEqual(['first 7']);
  first.resolve();
  await passed;
  expect(seen).toEqual(['first 7', 'second']);
});

test('a hold that was stopped holds nobody who comes later, and lets go what it holds only when its promise resolves', async () => {
  const holds = new Holds();
  const free = gate();
  let held = 0;
  const stop = holds.add('refresh-received', () => {
    held += 1;
    return free.promise;
  });
  const { signal } = new AbortController();
  let through = false;
  const first = holds.pass('refresh-received', { record, signal }).then(() => (through = true));
  stop();
  await holds.pass('refresh-received', { record, signal });
  expect({ held, through }).toEqual({ held: 1, through: false });
  free.resolve();
  await first;
  expect(through).toBe(true);
});

test('a hold that rejects makes the pass reject, and the holds behind it are not asked', async () => {
  const holds = new Holds();
  let asked = false;
  holds.add('refresh-received', () => Promise.reject(new Error('no')));
  holds.add('refresh-received', async () => void (asked = true));
  await expect(
    holds.pass('refresh-received', { record, signal: new AbortController().signal }),
  ).rejects.toThrow('no');
  expect(asked).toBe(false);
});

test('a refresh held when it was received has changed nothing yet, and is carried out once it goes on', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  const before = run.ledger.length;
  const hold = holdNext(run, 'refresh-received');
  const reply = run.refresh(token);
  const { request, gone } = await hold.arrived;
  expect(request).toMatchObject({
    endpoint: 'token',
    grantType: 'refresh_token',
    presented: { kind: 'refresh', standing: 'live' },
  });
  expect(gone.aborted).toBe(false);
  expect(run.ledger).toHaveLength(before);
  hold.letGo();
  expect((await reply).status).toBe(200);
  expect(ledgerActions(run).slice(before)).toContain('refreshed');
});

test('a client that hangs up while its refresh is held at receipt is not served, and its refresh token still works', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: token } = await run.connect();
  const before = run.ledger.length;
  const hold = holdNext(run, 'refresh-received');
  const leaves = new AbortController();
  const body = new URLSearchParams({
    client_id: run.client.id,
    client_secret: run.client.secret,
    grant_type: 'refresh_token',
    refresh_token: token ?? '',
  });
  const lost = fetch(run.realm.tokenUrl, { method: 'POST', body, signal: leaves.signal });
  const { gone } = await hold.arrived;
  leaves.abort();
  await expect(lost).rejects.toThrow();
  await aborted(gone);
  hold.stop();
  hold.letGo();
  const reply = await run.lastReply();
  expect(reply).toMatchObject({
    endpoint: 'token',
    outcome: 'aborted-by-client',
    delivered: false,
    faults: [],
  });
  expect(reply.issued).toBeUndefined();
  expect(run.ledger).toHaveLength(before);
  expect((await run.refresh(token)).status).toBe(200);
});

test('a refresh held when it was answered is in the ledger although its client knows nothing of it', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  const before = run.ledger.length;
  const hold = holdNext(run, 'refresh-answered');
  const reply = run.refresh(token);
  await hold.arrived;
  expect(ledgerActions(run).slice(before)).toContain('refreshed');
  const requests = run.requests.length;
  expect(run.replies).toHaveLength(requests - 1);
  hold.letGo();
  expect((await bodyOf(reply)).access_token).toEqual(expect.any(String));
});

test('a client that hangs up after its refresh was carried out loses the answer for good', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: token } = await run.connect();
  const hold = holdNext(run, 'refresh-answered');
  const leaves = new AbortController();
  const body = new URLSearchParams({
    client_id: run.client.id,
    client_secret: run.client.secret,
    grant_type: 'refresh_token',
    refresh_token: token ?? '',
  });
  const lost = fetch(run.realm.tokenUrl, { method: 'POST', body, signal: leaves.signal });
  const { gone } = await hold.arrived;
  leaves.abort();
  await expect(lost).rejects.toThrow();
  await aborted(gone);
  hold.stop();
  hold.letGo();
  expect(await run.lastReply()).toMatchObject({
    outcome: 'aborted-by-client',
    delivered: false,
    issued: { refresh: { generation: 2 } },
  });
  expect((await run.refresh(token)).status).toBe(400);
});

test('the hold of a delivered refresh comes after its reply was recorded and holds nothing back', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  let replies: readonly (boolean | undefined)[] = [];
  const told = gate();
  run.realm.hold('refresh-delivered', async ({ exchange }) => {
    replies = run.replies
      .filter((reply) => reply.exchange === exchange)
      .map(({ delivered }) => delivered);
    told.resolve();
    await new Promise(() => undefined);
  });
  expect((await run.refresh(token)).status).toBe(200);
  await told.promise;
  expect(replies).toEqual([true]);
});

const POINTS = ['received', 'answered', 'sending', 'delivered'] as const;

test.each([
  ['authorization', 'authorize'],
  ['code-exchange', 'token'],
  ['api-call', 'resource'],
  ['client-credentials', 'token'],
  ['refresh', 'token'],
] as const)(
  'of a %s every point is passed in order, and nothing else passes them',
  async (what, endpoint) => {
    await using run = await startRealm();
    const held: string[] = [];
    for (const point of POINTS)
      run.realm.hold(
        `${what}-${point}`,
        async (request) => void held.push(`${request.endpoint} ${point}`),
      );
    const { access_token: access, refresh_token: token } = await run.connect();
    await run.call(access);
    await run.token({ grant_type: 'client_credentials' });
    await run.refresh(token);
    await expect.poll(() => held).toEqual(POINTS.map((point) => `${endpoint} ${point}`));
  },
);

test('on the wire all of an answer has left but its last byte', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  const hold = holdNext(run, 'refresh-sending');
  const reply = run.refresh(token);
  await hold.arrived;
  const response = await reply;
  expect(response.status).toBe(200);
  let whole = false;
  const body = response.text().then((text) => {
    whole = true;
    return text;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(whole).toBe(false);
  hold.letGo();
  expect(JSON.parse(await body)).toMatchObject({ token_type: 'Bearer' });
  expect(await run.lastReply()).toMatchObject({ outcome: 'http', delivered: true });
});

test('a client that hangs up with the answer on the wire has no complete one', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const hold = holdNext(run, 'api-call-sending');
  const leaves = new AbortController();
  const response = await fetch(`${run.realm.apiUrl}/items/1`, {
    headers: { authorization: `Bearer ${access}` },
    signal: leaves.signal,
  });
  const { gone } = await hold.arrived;
  leaves.abort();
  await expect(response.text()).rejects.toThrow();
  await aborted(gone);
  hold.letGo();
  expect(await run.lastReply()).toMatchObject({ outcome: 'aborted-by-client', delivered: false });
});

test('a refresh that was refused passes the same points', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  run.realm.endGrants({ state: 'revoked' });
  const hold = holdNext(run, 'refresh-answered');
  const reply = run.refresh(token);
  expect((await hold.arrived).request.presented?.standing).toBe('revoked');
  hold.letGo();
  expect((await reply).status).toBe(400);
});
