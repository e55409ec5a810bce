import { expect, test } from 'vitest';
import { startRealm } from '../../testing/start-realm.ts';

test('access-token/rejected: live tokens are refused, dead ones are refused without it', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('access-token/rejected', { times: 1 });
  expect((await run.call('unknown')).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([]);
  expect((await run.call(access)).status).toBe(401);
  expect(await run.lastReply()).toMatchObject({ error: 'invalid_token', faults: [id] });
  expect(run.requests.at(-1)?.presented?.standing).toBe('live');
  expect((await run.call(access)).status).toBe(200);
});

test('access-token/rejected: healed, the same token works again', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('access-token/rejected');
  expect((await run.call(access)).status).toBe(401);
  run.realm.heal();
  expect((await run.call(access)).status).toBe(200);
});

test('api/insufficient-scope: 403 names the scope; a token that has it passes unharmed', async () => {
  await using run = await startRealm();
  const { access_token: narrow } = await run.connect('read');
  const { access_token: wide } = await run.connect('read write');
  const { id } = run.realm.inject('api/insufficient-scope', { scope: 'write' });
  const refused = await run.call(narrow);
  expect(refused.status).toBe(403);
  expect(refused.headers.get('www-authenticate')).toMatch(
    /error="insufficient_scope".*scope="write"/,
  );
  expect(await run.lastReply()).toMatchObject({
    status: 403,
    error: 'insufficient_scope',
    faults: [id],
  });
  expect((await run.call(wide)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.heal(id);
  expect((await run.call(narrow)).status).toBe(200);
});

test('api/server-error: nothing is carried out, `after` and `times` count', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/server-error', {
    status: 503,
    retryAfter: '3s',
    times: 2,
    after: 1,
  });
  const statuses = [];
  for (let call = 0; call < 4; call += 1) statuses.push((await run.call(access)).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
  await run.lastReply();
  expect(run.replies.slice(-4).map(({ faults }) => faults)).toEqual([[], [id], [id], []]);
  expect(run.replies.at(-2)?.retryAfterSeconds).toBe(3);
  expect(await (await run.call(access)).json()).toMatchObject({ id: '1', calls: 3 });
});

test.each([
  ['api/throttled', {}, 429],
  ['api/throttled', { retryAfter: null }, 429],
  ['api/client-error', {}, 404],
  ['api/client-error', { status: 400 }, 400],
  ['api/unrelated-401', {}, 401],
  ['api/unrelated-401', { item: '1' }, 401],
  ['api/read-after-write-lag', { lag: '1h' }, 401],
] as const)(
  '%s %j: refuses a live token and leaves others alone; healing ends it',
  async (name, options, status) => {
    await using run = await startRealm();
    const { access_token: access } = await run.connect();
    const { id } = run.realm.inject(name, options);
    expect((await run.call(access)).status).toBe(status);
    expect(await run.lastReply()).toMatchObject({ status, faults: [id] });
    expect((await run.call('unknown')).status).toBe(401);
    expect((await run.lastReply()).faults).toEqual([]);
    run.realm.heal(id);
    expect((await run.call(access)).status).toBe(200);
  },
);

test('api/unrelated-401: other items pass', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('api/unrelated-401', { item: '2' });
  expect([(await run.call(access, '1')).status, (await run.call(access, '2')).status]).toEqual([
    200, 401,
  ]);
});

test('api/read-after-write-lag: over once the token is old enough', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('api/read-after-write-lag', { lag: '10m' });
  expect((await run.call(access)).status).toBe(401);
  run.realm.clock.advance(600_000);
  expect((await run.call(access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test.each(['401-without-challenge', '403', '400', '404', '498', '500', '200'] as const)(
  'api/expiry-told-as %s: expired tokens only',
  async (as) => {
    await using run = await startRealm({ accessTokenTtl: '1h' });
    const { access_token: access } = await run.connect();
    const { id } = run.realm.inject('api/expiry-told-as', { as });
    expect((await run.call(access)).status).toBe(200);
    expect((await run.call('unknown')).headers.get('www-authenticate')).toMatch(/invalid_token/);
    expect((await run.lastReply()).faults).toEqual([]);
    run.realm.clock.advance(3_600_000);
    const refused = await run.call(access);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      Number.parseInt(as, 10),
      null,
    ]);
    expect(await refused.json()).toMatchObject({ success: false });
    expect(await run.lastReply()).toMatchObject({ accepted: false, faults: [id] });
    run.realm.heal();
    expect((await run.call(access)).headers.get('www-authenticate')).toMatch(/invalid_token/);
  },
);

test('api/flapping: bad and good by turns', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/flapping', { bad: 2, good: 1, status: 503 });
  const statuses = [];
  for (let call = 0; call < 6; call += 1) statuses.push((await run.call(access)).status);
  expect(statuses).toEqual([503, 503, 200, 503, 503, 200]);
  await run.lastReply();
  expect(run.replies.slice(-3).map(({ faults }) => faults)).toEqual([[id], [id], []]);
  run.realm.heal();
  expect([(await run.call(access)).status, (await run.call(access)).status]).toEqual([200, 200]);
});

test('api/truncated-body: the call is carried out, its reply is cut', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/truncated-body', { times: 1 });
  await expect(run.call(access).then((response) => response.text())).rejects.toThrow('terminated');
  expect(await run.lastReply()).toMatchObject({
    outcome: 'truncated',
    accepted: true,
    faults: [id],
  });
  expect(await (await run.call(access)).json()).toMatchObject({ id: '1', calls: 2 });
});

test('api/answer-lost: the call is carried out, its reply never leaves', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/answer-lost', { times: 1 });
  expect((await run.call('unknown')).status).toBe(401);
  await expect(run.call(access)).rejects.toThrow('fetch failed');
  expect(await run.lastReply()).toMatchObject({
    outcome: 'reset',
    delivered: false,
    accepted: true,
    faults: [id],
  });
  expect(await (await run.call(access)).json()).toMatchObject({ id: '1', calls: 2 });
});

test('api/slow: healing ends the wait', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/slow', { by: '1h' });
  const asking = run.call(access);
  while (run.requests.at(-1)?.endpoint !== 'resource')
    await new Promise((resolve) => setImmediate(resolve));
  run.realm.heal(id);
  expect((await asking).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('api/slow: another call that succeeds ends the wait, and one that is refused does not', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('api/slow', { by: '1h', untilAnother: true, times: 1 });
  let isOver = false;
  const asking = run.call(access).finally(() => (isOver = true));
  while (run.requests.at(-1)?.endpoint !== 'resource')
    await new Promise((resolve) => setImmediate(resolve));
  expect((await run.call('no token')).status).toBe(401);
  expect(isOver).toBe(false);
  expect((await run.call(access)).status).toBe(200);
  expect((await asking).status).toBe(200);
});

test('api/bucket: refuses who calls too often, and is met by who takes the last call', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/bucket', { capacity: 2, refillEvery: '10s' });
  const call = async () => (await run.call(access)).status;
  expect(await call()).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  expect(await call()).toBe(200);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect(await call()).toBe(429);
  expect(await run.lastReply()).toMatchObject({ faults: [id], retryAfterSeconds: 10 });
  run.realm.clock.advance(10_000);
  expect([await call(), await call()]).toEqual([200, 429]);
  run.realm.clock.advance(60_000);
  expect([await call(), await call(), await call()]).toEqual([200, 200, 429]);
  expect((await run.call('unknown')).status).toBe(401);
  run.realm.heal();
  expect(await call()).toBe(200);
});
