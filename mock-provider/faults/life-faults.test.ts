import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../testing/start-realm.ts';

test('access-token/short-lived: told, refused with the fault, and healed for tokens to come', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('access-token/short-lived', { ttl: '60s' });
  const short = await bodyOf(run.refresh(first.refresh_token));
  expect(short.expires_in).toBe(60);
  run.realm.clock.advance(60_000);
  expect([
    (await run.call(first.access_token)).status,
    (await run.call(short.access_token)).status,
  ]).toEqual([200, 401]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal(id);
  expect((await bodyOf(run.refresh(first.refresh_token))).expires_in).toBe(3_600);
  run.realm.clock.advance(3_600_000);
  expect((await run.call(short.access_token)).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('refresh-token/idle-expired: each use begins the while anew; healed, use makes it last again', async () => {
  await using run = await startRealm();
  const [used, unused] = [await run.connect(), await run.connect()];
  const { id } = run.realm.inject('refresh-token/idle-expired', { ttl: '2h' });
  run.realm.clock.advance(3_600_000);
  expect((await run.refresh(used.refresh_token)).status).toBe(200);
  run.realm.clock.advance(3_600_000);
  expect([
    (await run.refresh(used.refresh_token)).status,
    (await run.refresh(unused.refresh_token)).status,
  ]).toEqual([200, 400]);
  expect(await run.lastReply()).toMatchObject({ error: 'invalid_grant', faults: [id] });
  expect(run.requests.at(-1)?.presented?.standing).toBe('expired');
  run.realm.heal();
  await run.refresh(used.refresh_token);
  run.realm.clock.advance(7_200_000);
  expect((await run.refresh(used.refresh_token)).status).toBe(200);
});

test('refresh-token/absolute-expired: use and rotation do not help', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const first = await run.connect();
  const { id } = run.realm.inject('refresh-token/absolute-expired', { ttl: '2h' });
  run.realm.clock.advance(3_600_000);
  const second = await bodyOf(run.refresh(first.refresh_token));
  run.realm.clock.advance(3_600_000);
  expect((await run.refresh(second.refresh_token)).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  const again = await run.connect();
  run.realm.clock.advance(7_200_000);
  expect((await run.refresh(again.refresh_token)).status).toBe(200);
});

test('refresh-token/evicted: the oldest goes, the newest stays', async () => {
  await using run = await startRealm();
  const [oldest, newest] = [await run.connect(), await run.connect()];
  const { id } = run.realm.inject('refresh-token/evicted');
  expect([
    (await run.refresh(newest.refresh_token)).status,
    (await run.refresh(oldest.refresh_token)).status,
  ]).toEqual([200, 400]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  expect((await run.refresh(oldest.refresh_token)).status).toBe(400);
});

test('refresh-token/limit: one consent more ends the oldest; healed, none is ended any more', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('refresh-token/limit', { limit: 1 });
  const second = await run.connect();
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  await run.connect();
  expect((await run.refresh(second.refresh_token)).status).toBe(200);
});

test('client/secret-rotated: the old secret is refused until it is put back', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('client/secret-rotated');
  expect((await run.refresh(refresh)).status).toBe(401);
  expect(await run.lastReply()).toMatchObject({ error: 'invalid_client', faults: [id] });
  expect((await run.refresh(refresh, { client_secret: 'never was' })).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.heal(id);
  expect((await run.refresh(refresh)).status).toBe(200);
});

test('client/secret-rotated: a secret that the owner makes meanwhile is good, and stays', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('client/secret-rotated');
  const { secret } = run.realm.renewSecret('main');
  expect((await run.refresh(refresh, { client_secret: secret })).status).toBe(200);
  run.realm.heal(id);
  expect((await run.refresh(refresh)).status).toBe(401);
  expect(() => run.realm.renewSecret('nobody')).toThrow('no confidential client of that name');
});

test.each([
  ['invalid_client', 401],
  ['unauthorized_client', 400],
] as const)(
  'client/disabled with %s: no grant and no consent, for this client only',
  async (error, status) => {
    await using run = await startRealm();
    const { refresh_token: refresh } = await run.connect();
    const other = run.realm.registerClient('other');
    const { id } = run.realm.inject('client/disabled', { client: 'main', error });
    expect((await run.refresh(refresh)).status).toBe(status);
    expect(await run.lastReply()).toMatchObject({ error, faults: [id] });
    await expect(run.code()).rejects.toThrow('Invalid URL');
    expect(await run.lastReply()).toMatchObject({ status: 403, faults: [id] });
    expect(
      (
        await run.token({
          grant_type: 'client_credentials',
          client_id: other.id,
          client_secret: other.secret,
        })
      ).status,
    ).toBe(200);
    run.realm.heal();
    expect((await run.refresh(refresh)).status).toBe(200);
  },
);

test('consent/withdrawn: tokens die, and asked again the user refuses until it is healed', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('consent/withdrawn');
  expect([(await run.call(access)).status, (await run.refresh(refresh)).status]).toEqual([
    401, 400,
  ]);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect(await run.code()).toBe('');
  expect(await run.lastReply()).toMatchObject({ error: 'access_denied', faults: [id] });
  run.realm.heal();
  expect(await run.connect()).toHaveProperty('refresh_token');
});

test.each([
  ['kept', 200],
  ['revoked', 401],
] as const)('consent/password-changed, access tokens %s', async (accessTokens, status) => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('consent/password-changed', { accessTokens });
  expect([(await run.call(access)).status, (await run.refresh(refresh)).status]).toEqual([
    status,
    400,
  ]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  expect((await run.refresh((await run.connect()).refresh_token)).status).toBe(200);
});

test('provider/restarted-without-memory: tokens and codes are unknown, the client is not', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const code = await run.code();
  const { id } = run.realm.inject('provider/restarted-without-memory');
  expect([(await run.call(access)).status, (await run.refresh(refresh)).status]).toEqual([
    401, 400,
  ]);
  expect(run.requests.at(-1)?.presented?.standing).toBe('unknown');
  // The provider knows them no more; whoever looks at what a client stores still does.
  expect([run.realm.identify(access), run.realm.identify(refresh)]).toMatchObject([
    { kind: 'access', family: 'f1', generation: 1 },
    { kind: 'refresh', family: 'f1', generation: 1 },
  ]);
  await run.lastReply();
  expect(run.replies.slice(-2).map(({ faults }) => faults)).toEqual([[id], [id]]);
  expect((await run.exchangeCode(code)).status).toBe(400);
  expect(run.realm.livePair('main')).toBeNull();
  expect((await run.refresh((await run.connect()).refresh_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});
