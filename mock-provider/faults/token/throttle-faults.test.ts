import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';

test('token/bucket: empties, refills in realm time up to its capacity, and is gone when healed', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('token/bucket', { capacity: 2, refillEvery: '1h' });
  const ask = async (): Promise<number> =>
    (await run.token({ grant_type: 'client_credentials' })).status;
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  expect(await run.lastReply()).toMatchObject({ retryAfterSeconds: 3_600, faults: [id] });
  run.realm.clock.advance(3_600_000);
  expect([await ask(), await ask()]).toEqual([200, 429]);
  run.realm.clock.advance(360_000_000);
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  run.realm.heal();
  expect(await ask()).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('token/throttled-per-refresh-token: another token has a quota of its own', async () => {
  await using run = await startRealm();
  const [one, other] = [await run.connect(), await run.connect()];
  const { id } = run.realm.inject('token/throttled-per-refresh-token', { limit: 1, per: '10m' });
  expect([
    (await run.refresh(one.refresh_token)).status,
    (await run.refresh(one.refresh_token)).status,
  ]).toEqual([200, 429]);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await run.refresh(other.refresh_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.clock.advance(600_000);
  expect((await run.refresh(one.refresh_token)).status).toBe(200);
});

test("token/throttled-vendor-form: the policy's own words come first", async () => {
  await using run = await startRealm({
    answers: { 'throttled-token-endpoint': { status: 403, body: { error: 'slow_down' } } },
  });
  run.realm.inject('token/throttled-vendor-form');
  const response = await run.token({ grant_type: 'client_credentials' });
  expect([response.status, (await bodyOf(response)).error]).toEqual([403, 'slow_down']);
});

test('Retry-After as a date is on the clock of whoever says it', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.clock.skew('issuer', 86_400_000);
  run.realm.inject('token/throttled', { retryAfter: '10m', toldAs: 'date' });
  const refused = await run.token({ grant_type: 'client_credentials' });
  const left =
    (Date.parse(refused.headers.get('retry-after') ?? '') - run.realm.clock.now('issuer')) / 1_000;
  expect(left).toBeGreaterThan(590);
  expect(left).toBeLessThanOrEqual(601);
  run.realm.clock.skew('issuer', 0);
  run.realm.inject('api/throttled', { retryAfter: '10m', toldAs: 'date' });
  expect((await run.call(access)).status).toBe(429);
  expect((await run.lastReply()).retryAfterSeconds).toBeGreaterThan(595);
});

test('the record of a date in Retry-After says how long it really was', async () => {
  await using run = await startRealm();
  run.realm.inject('token/throttled', { retryAfter: '4s', toldAs: 'date' });
  const asked = run.realm.clock.now('issuer');
  const refused = await run.token({ grant_type: 'client_credentials' });
  const { retryAfterSeconds = Number.NaN } = await run.lastReply();
  const until = Date.parse(refused.headers.get('retry-after') ?? '');
  expect(retryAfterSeconds).toBeLessThanOrEqual((until - asked) / 1_000);
  expect(retryAfterSeconds).toBeGreaterThanOrEqual((until - run.realm.clock.now('issuer')) / 1_000);
});
