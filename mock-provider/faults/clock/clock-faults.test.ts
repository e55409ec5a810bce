import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';

test.each([
  ['clock/provider-ahead', 'not valid yet', 'live'],
  ['clock/provider-behind', 'has expired', 'expired'],
] as const)(
  '%s: old tokens work, new ones are refused with the reason, healing sets it right',
  async (name, reason, standing) => {
    await using run = await startRealm({ accessTokenFormat: 'jwt' });
    const before = await run.connect();
    const { id, actsOn } = run.realm.inject(name, { by: '2h' });
    expect(actsOn).toBe('clock');
    expect((await run.call(before.access_token)).status).toBe(200);
    expect((await run.lastReply()).faults).toEqual([]);
    const skewed = await bodyOf(run.refresh(before.refresh_token));
    const refused = await run.call(skewed.access_token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      error: 'invalid_token',
      error_description: expect.stringContaining(reason),
    });
    expect((await run.lastReply()).faults).toEqual([id]);
    expect(run.requests.at(-1)?.presented?.standing).toBe(standing);
    expect(run.realm.livePair('main')?.access?.generation).toBe(2);
    run.realm.heal(id);
    expect(run.realm.clock.now('issuer') - run.realm.clock.now('resource')).toBe(0);
    const healthy = await bodyOf(run.refresh(before.refresh_token));
    expect((await run.call(healthy.access_token)).status).toBe(200);
    expect((await run.lastReply()).faults).toEqual([]);
  },
);

test('a skew too small to matter is not met', async () => {
  await using run = await startRealm();
  run.realm.inject('clock/provider-behind', { by: '5m' });
  const { access_token: access } = await run.connect();
  expect((await run.call(access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.clock.advance(3_600_000);
  expect((await run.call(access)).status).toBe(401);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('two clock faults add up and heal one by one', async () => {
  await using run = await startRealm();
  const ahead = run.realm.inject('clock/provider-ahead', { by: '3h' });
  run.realm.inject('clock/provider-behind', { by: '1h' });
  const offset = (): number =>
    Math.round((run.realm.clock.now('issuer') - run.realm.clock.now('resource')) / 3_600_000);
  expect(offset()).toBe(2);
  run.realm.heal(ahead.id);
  expect(offset()).toBe(-1);
  run.realm.heal();
  expect(offset()).toBe(0);
  expect(run.events.filter(({ type }) => type === 'realm-clock')).toHaveLength(4);
});
