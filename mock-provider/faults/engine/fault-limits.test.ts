import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';
import { drawFor, Turns } from './fault-limits.ts';

const ALWAYS = { after: 0, times: Number.POSITIVE_INFINITY, probability: 1 };

test('lets `after` turns pass and takes `times` of them', () => {
  const turns = new Turns({ ...ALWAYS, after: 2, times: 3 }, () => 0);
  expect(Array.from({ length: 8 }, () => turns.take())).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a turn that loses its draw does not use up `times`; the draws repeat with the seed', () => {
  const taken = (seed: number): boolean[] => {
    const turns = new Turns({ ...ALWAYS, times: 50, probability: 0.5 }, (turn) =>
      drawFor(seed, 'x#1', turn),
    );
    return Array.from({ length: 400 }, () => turns.take());
  };
  expect(taken(1)).toEqual(taken(1));
  expect(taken(1)).not.toEqual(taken(2));
  expect(taken(1).filter(Boolean)).toHaveLength(50);
  expect(taken(1).indexOf(false)).toBeLessThan(20);
});

test('a strike after K uses: the access token expires after three accepted calls, twice', async () => {
  await using run = await startRealm();
  run.realm.inject('access-token/expired', { after: 3, times: 2 });
  const first = await run.connect();
  const call = async (token: string): Promise<number> => (await run.call(token)).status;
  const statuses = [
    await call(first.access_token),
    await call(first.access_token),
    await call(first.access_token),
    await call(first.access_token),
  ];
  const second = await bodyOf(run.refresh(first.refresh_token));
  for (let use = 0; use < 4; use += 1) statuses.push(await call(second.access_token));
  const third = await bodyOf(run.refresh(first.refresh_token));
  for (let use = 0; use < 4; use += 1) statuses.push(await call(third.access_token));
  expect(statuses).toEqual([200, 200, 200, 401, 200, 200, 200, 401, 200, 200, 200, 200]);
});

test('a lasting fault begins after so many refreshes and ends by itself', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('rotation/immediate', { after: 2, times: 1 });
  const { refresh_token: token } = await run.connect();
  // The exchange of the authorization code was the first successful token request.
  expect((await bodyOf(run.refresh(token))).refresh_token).toBe(token);
  const rotated = await bodyOf(run.refresh(token));
  expect(rotated.refresh_token).not.toBe(token);
  expect((await bodyOf(run.refresh(rotated.refresh_token))).refresh_token).toBe(
    rotated.refresh_token,
  );
  expect(run.events.filter(({ type }) => type === 'fault-ended')).toEqual([
    { type: 'fault-ended', by: 'times', fault: expect.objectContaining({ id }) },
  ]);
  expect(run.realm.faults).toEqual([]);
});

test('`for` heals in realm time and says so', async () => {
  await using run = await startRealm();
  const { refresh_token: token } = await run.connect();
  run.realm.inject('token/unavailable', { for: '1h' });
  expect((await run.refresh(token)).status).toBe(503);
  run.realm.clock.advance(3_600_000);
  expect((await run.refresh(token)).status).toBe(200);
  expect(run.events.some((event) => event.type === 'fault-ended' && event.by === 'for')).toBe(true);
});

test('a fault healed by hand does not end a second time', async () => {
  await using run = await startRealm();
  run.realm.inject('token/unavailable', { for: '1m' });
  expect(run.realm.heal()).toHaveLength(1);
  run.realm.clock.advance(120_000);
  expect(run.events.filter(({ type }) => type === 'fault-ended')).toEqual([]);
});

test('with a probability the same requests are hit in every run with the same seed', async () => {
  const hit = async (): Promise<number[]> => {
    await using run = await startRealm();
    run.realm.inject('token/unavailable', { probability: 0.5, grants: ['client_credentials'] });
    const statuses: number[] = [];
    for (let turn = 0; turn < 20; turn += 1)
      statuses.push((await run.token({ grant_type: 'client_credentials' })).status);
    return statuses;
  };
  const statuses = await hit();
  expect(await hit()).toEqual(statuses);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});
