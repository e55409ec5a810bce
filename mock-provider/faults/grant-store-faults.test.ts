import { expect, test } from 'vitest';
import { startRealm, bodyOf } from '../testing/start-realm.ts';

test('access-token/expired: 401 names the fault, refresh works, healing brings nothing back', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('access-token/expired');
  expect(run.realm.livePair('main')).toMatchObject({ family: 'f1', refresh: { generation: 1 } });
  expect(run.realm.livePair('main')).not.toHaveProperty('access');
  const refused = await run.call(access);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining(
      'error="invalid_token", error_description="The access token has expired."',
    ),
  ]);
  expect(await run.lastReply()).toMatchObject({
    status: 401,
    error: 'invalid_token',
    accepted: false,
    faults: [id],
  });
  expect(run.requests.at(-1)?.presented).toMatchObject({
    kind: 'access',
    standing: 'expired',
    ref: { family: 'f1', generation: 1 },
  });
  expect(run.ledger.filter(({ action }) => action === 'expired')).toEqual([
    expect.objectContaining({ cause: id }),
  ]);
  const fresh = await bodyOf(run.refresh(refresh));
  expect(await run.lastReply()).toMatchObject({ status: 200, faults: [] });
  expect((await run.call(fresh.access_token)).status).toBe(200);
  expect(run.realm.heal(id).map((fault) => fault.id)).toEqual([id]);
  expect((await run.call(access)).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('access-token/revoked: as expired, but revoked; refresh tokens live on', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('access-token/revoked');
  expect((await run.call(access)).status).toBe(401);
  expect(await run.lastReply()).toMatchObject({ faults: [id] });
  expect(run.requests.at(-1)?.presented?.standing).toBe('revoked');
  expect((await run.refresh(refresh)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('refresh-token/revoked: access tokens live on, the refresh is refused, a new consent is untouched', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('refresh-token/revoked');
  expect((await run.call(access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  expect(await (await run.refresh(refresh)).json()).toMatchObject({ error: 'invalid_grant' });
  expect(await run.lastReply()).toMatchObject({
    status: 400,
    error: 'invalid_grant',
    faults: [id],
  });
  const again = await run.connect();
  expect((await run.refresh(again.refresh_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('refresh-token/revoked: a spent token within its grace dies too', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use', grace: '1h' } });
  const { refresh_token: spent } = await run.connect();
  await run.refresh(spent);
  const { id } = run.realm.inject('refresh-token/revoked');
  expect((await run.refresh(spent)).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('refresh-token/family-revoked: both die', async () => {
  await using run = await startRealm();
  const { access_token: access, refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('refresh-token/family-revoked');
  expect([(await run.call(access)).status, (await run.refresh(refresh)).status]).toEqual([
    401, 400,
  ]);
  await run.lastReply();
  expect(run.replies.slice(-2).map(({ faults }) => faults)).toEqual([[id], [id]]);
  expect(run.realm.livePair('main')).toEqual({ family: 'f1', scope: 'read write' });
});

test('tokens that had ended before are not the fault of the fault', async () => {
  await using run = await startRealm({ accessTokenTtl: '60s' });
  const { access_token: access } = await run.connect();
  run.realm.clock.advance(60_000);
  run.realm.inject('access-token/expired');
  expect((await run.call(access)).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([]);
});

test.each([
  'access-token/expired',
  'access-token/revoked',
  'refresh-token/revoked',
  'refresh-token/family-revoked',
] as const)('%s: with a client named, the others keep theirs', async (name) => {
  await using run = await startRealm();
  await run.connect();
  const other = run.realm.registerClient('other');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: other.id,
    client_secret: other.secret,
  });
  await fetch(run.realm.tokenUrl, { method: 'POST', body });
  const before = run.realm.livePair('main');
  run.realm.inject(name, { client: 'other' });
  expect(run.realm.livePair('main')).toEqual(before);
  run.realm.inject(name, { client: 'main' });
  expect(run.realm.livePair('main')).not.toEqual(before);
});
