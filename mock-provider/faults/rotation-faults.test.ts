import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../testing/start-realm.ts';

test('rotation/immediate: a spent token revokes the family; healing restores the policy', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  expect((await run.refresh(first.refresh_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  const { id } = run.realm.inject('rotation/immediate');
  expect(run.realm.policy.refreshToken).toMatchObject({ rotation: 'single-use', grace: '0s', onReuse: 'revoke-family' });
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
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('rotation/grace', { grace: '30s' });
  const second = await bodyOf(run.refresh(first.refresh_token));
  const sibling = await bodyOf(run.refresh(first.refresh_token));
  expect(run.requests.at(-1)?.presented?.standing).toBe('spent-in-grace');
  expect((await run.lastReply()).faults).toEqual([id]);
  expect([(await run.call(second.access_token)).status, (await run.call(sibling.access_token)).status]).toEqual([200, 200]);
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
