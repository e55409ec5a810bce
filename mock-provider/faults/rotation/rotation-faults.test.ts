import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

test('rotation/immediate: a spent token revokes the family; healing restores the policy', async () => {
  await using run = await startRealm({ refreshToken: { onReuse: 'error' } });
  const first = await run.connect();
  expect((await run.refresh(first.refresh_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  const { id } = run.realm.inject('rotation/immediate');
  expect(run.realm.policy.refreshToken).toMatchObject({
    rotation: 'single-use',
    grace: '0s',
    onReuse: 'revoke-family',
  });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal(id);
  expect(run.realm.policy.refreshToken).toMatchObject({ rotation: 'never' });
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await run.call(second.access_token)).status).toBe(200);
});

test('rotation/immediate: what a replay revoked lists the fault', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('rotation/immediate');
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
  expect((await run.call(second.access_token)).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await run.refresh(second.refresh_token)).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('rotation/grace: a replay within the grace yields a sibling pair, after it nothing', async () => {
  await using run = await startRealm({ refreshToken: { onReuse: 'error' } });
  const first = await run.connect();
  const { id } = run.realm.inject('rotation/grace', { grace: '30s' });
  const second = await bodyOf(run.refresh(first.refresh_token));
  const sibling = await bodyOf(run.refresh(first.refresh_token));
  expect(run.requests.at(-1)?.presented?.standing).toBe('spent-in-grace');
  expect((await run.lastReply()).faults).toEqual([id]);
  expect([
    (await run.call(second.access_token)).status,
    (await run.call(sibling.access_token)).status,
  ]).toEqual([200, 200]);
  expect(run.realm.livePair('main')?.refresh).toEqual(run.realm.identify(sibling.refresh_token));
  run.realm.clock.advance(31_000);
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
  expect(run.requests.at(-1)?.presented?.standing).toBe('spent');
  expect((await run.refresh(second.refresh_token)).status).toBe(200);
});

test('a refresh that fails for another reason does not meet rotation', async () => {
  await using run = await startRealm();
  await run.connect();
  run.realm.inject('rotation/immediate');
  expect((await run.refresh('nonsense')).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([]);
});

const HOUR = 3_600_000;
const changes: readonly (readonly [
  FaultName,
  Readonly<Record<string, unknown>>,
  number,
  boolean,
])[] = [
  ['rotation/never', {}, 0, false],
  ['rotation/periodic', { every: '1h' }, 0, false],
  ['rotation/periodic', { every: '1h' }, HOUR, true],
  ['rotation/near-expiry', { life: '10h', share: 0.5 }, 4 * HOUR, false],
  ['rotation/near-expiry', { life: '10h', share: 0.5 }, 5 * HOUR, true],
  ['rotation/retired-on-successor-use', {}, 0, true],
  ['rotation/grace-same-pair', {}, 0, true],
  ['rotation/reuse-revokes-session', {}, 0, true],
];

test.each(changes)(
  '%s %j after %d ms: a new refresh token is given: %s; healing restores the policy',
  async (name, options, wait, isNew) => {
    await using run = await startRealm({
      refreshToken: { rotation: name === 'rotation/never' ? 'single-use' : 'never' },
    });
    const own = run.realm.policy;
    const { id } = run.realm.inject(name, options);
    const first = await run.connect();
    run.realm.clock.advance(wait);
    const second = await bodyOf(run.refresh(first.refresh_token));
    expect(second.refresh_token !== first.refresh_token).toBe(isNew);
    expect((await run.lastReply()).faults).toEqual([id]);
    run.realm.heal(id);
    expect(run.realm.policy).toEqual(own);
  },
);

test('rotation/retired-on-successor-use: the old token works until the new one is used', async () => {
  await using run = await startRealm();
  run.realm.inject('rotation/retired-on-successor-use');
  const first = await run.connect();
  await run.refresh(first.refresh_token);
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await run.refresh(second.refresh_token)).status).toBe(200);
  expect((await run.refresh(first.refresh_token)).status).toBe(400);
});

test('rotation/grace-same-pair: a replay yields the same pair', async () => {
  await using run = await startRealm();
  run.realm.inject('rotation/grace-same-pair');
  const first = await run.connect();
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(await bodyOf(run.refresh(first.refresh_token))).toMatchObject({
    access_token: second.access_token,
    refresh_token: second.refresh_token,
  });
});

test('rotation/reuse-revokes-session: another consent of the user dies as well', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('rotation/reuse-revokes-session');
  const [one, other] = [await run.connect(), await run.connect()];
  await run.refresh(one.refresh_token);
  await run.refresh(one.refresh_token);
  expect([
    (await run.call(other.access_token)).status,
    (await run.refresh(other.refresh_token)).status,
  ]).toEqual([401, 400]);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('rotation/concurrent-refused: the second of two at once is refused', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('rotation/concurrent-refused');
  const slow = run.realm.inject('token/slow', { by: '1h', times: 1 });
  const asking = run.refresh(refresh);
  while (run.requests.at(-1)?.grantType !== 'refresh_token')
    await new Promise((resolve) => setImmediate(resolve));
  expect((await run.refresh(refresh)).status).toBe(400);
  expect(run.replies.at(-1)?.faults).toEqual([id]);
  run.realm.heal(slow.id);
  expect((await asking).status).toBe(200);
  run.realm.heal();
  expect(
    (await Promise.all([run.refresh(refresh), run.refresh(refresh)])).map(({ status }) => status),
  ).toEqual([200, 200]);
});

test.each([
  [{}, 0],
  [{ grace: '1h' }, HOUR],
])('rotation/refresh-kills-access-token %j', async (options, wait) => {
  await using run = await startRealm({ accessTokenTtl: '10h' });
  const first = await run.connect();
  const { id } = run.realm.inject('rotation/refresh-kills-access-token', options);
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await run.lastReply()).faults).toEqual([id]);
  if (wait > 0) expect((await run.call(first.access_token)).status).toBe(200);
  run.realm.clock.advance(wait);
  expect([
    (await run.call(second.access_token)).status,
    (await run.call(first.access_token)).status,
  ]).toEqual([200, 401]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  await run.refresh(first.refresh_token);
  expect((await run.call(second.access_token)).status).toBe(200);
});
