import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../testing/start-realm.ts';

test('restoring puts tokens, clients, policy and lasting faults back; what struck does not strike again', async () => {
  await using run = await startRealm({
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  });
  const first = await run.connect();
  run.realm.inject('access-token/expired');
  run.realm.inject('token/throttled', { times: 1 });
  const { id } = run.realm.snapshot();
  run.realm.heal();
  const second = await bodyOf(run.refresh(first.refresh_token));
  run.realm.changePolicy({ scopes: 'read' });
  run.realm.registerClient('other');
  run.realm.restore(id);
  expect([
    run.realm.policy.scopes,
    run.realm.clients.map(({ name }) => name),
    run.realm.faults.map(({ name }) => name),
  ]).toEqual(['read write', ['main'], ['token/throttled']]);
  expect((await run.call(second.access_token)).status).toBe(401);
  expect([
    (await run.refresh(first.refresh_token)).status,
    (await run.refresh(first.refresh_token)).status,
  ]).toEqual([429, 200]);
});

test('no token is made twice, although the store goes back in time', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const first = await run.connect();
  const { id } = run.realm.snapshot();
  const before = await bodyOf(run.refresh(first.refresh_token));
  run.realm.restore(id);
  const after = await bodyOf(run.refresh(first.refresh_token));
  expect(after.refresh_token).not.toBe(before.refresh_token);
  expect((await run.refresh(before.refresh_token)).status).toBe(400);
  const next = await run.connect();
  expect(run.realm.identify(next.refresh_token)).toMatchObject({ family: 'f2' });
});

test('a snapshot is not changed by what comes after it, and may be restored again', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const first = await run.connect();
  const { id } = run.realm.snapshot();
  for (let round = 0; round < 3; round += 1) {
    expect((await run.refresh(first.refresh_token)).status).toBe(200);
    run.realm.restore(id);
  }
});

test('reset forgets everything but the policy; an unknown snapshot is told', async () => {
  await using run = await startRealm({ scopes: 'read write more' });
  const { access_token: token } = await run.connect();
  run.realm.inject('token/unavailable');
  run.realm.reset();
  expect([
    run.realm.clients,
    run.realm.grants(),
    run.realm.faults,
    run.realm.policy.scopes,
  ]).toEqual([[], [], [], 'read write more']);
  expect((await run.call(token)).status).toBe(401);
  expect(() => run.realm.restore('s9')).toThrow(/there is no snapshot 's9'/);
});

test('consents are told without their tokens, and can be ended by an operator', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const first = await run.connect();
  await run.refresh(first.refresh_token);
  await run.connect();
  const [newest, oldest] = run.realm.grants();
  expect([newest?.id, oldest?.id, oldest?.generation, oldest?.client, oldest?.subject]).toEqual([
    'f2',
    'f1',
    2,
    'main',
    'user-1',
  ]);
  expect(oldest?.tokens.map(({ ref, standing }) => [ref.kind, ref.generation, standing])).toEqual([
    ['access', 1, 'live'],
    ['refresh', 1, 'spent'],
    ['access', 2, 'live'],
    ['refresh', 2, 'live'],
  ]);
  expect(run.realm.findSecrets(JSON.stringify(run.realm.grants()))).toEqual([]);
  run.realm.endGrants({ state: 'revoked', family: 'f1' });
  expect(run.realm.grants().map(({ live }) => live)).toEqual([true, false]);
  run.realm.endGrants({ state: 'expired', kinds: ['access'] });
  expect(run.realm.livePair('main')).toMatchObject({ family: 'f2', refresh: { generation: 1 } });
  expect(run.realm.livePair('main')).not.toHaveProperty('access');
  expect(() => run.realm.endGrants({ state: 'revoked', family: 'f9' })).toThrow(/consent 'f9'/);
});

test('long chains and many dead consents are forgotten, and recognised all the same', async () => {
  await using run = await startRealm({
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
    accessTokenOnRefresh: 'revoked',
  });
  const first = await run.connect();
  let latest = first;
  for (let use = 0; use < 150; use += 1) latest = await bodyOf(run.refresh(latest.refresh_token));
  const [family] = run.realm.grants();
  expect([family?.generation, (family?.tokens.length ?? 0) + (family?.forgotten ?? 0)]).toEqual([
    151, 302,
  ]);
  expect(family?.tokens.length).toBeLessThan(110);
  expect(run.realm.identify(first.refresh_token)).toMatchObject({
    kind: 'refresh',
    family: 'f1',
    generation: 1,
  });
  expect(run.realm.findSecrets(`x ${first.refresh_token}`)).toEqual(['refresh token f1·g1']);
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
  expect(run.ledger.some(({ action }) => action === 'replayed')).toBe(true);
  expect((await run.refresh(latest.refresh_token)).status).toBe(400);
});
