import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';

test('scope/narrowed-on-refresh: the API refuses what the old scope would have allowed', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('scope/narrowed-on-refresh', { to: 'write' });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second.scope).toBe('write');
  expect(await run.lastReply()).toMatchObject({ issued: { scope: 'write' }, faults: [id] });
  expect((await run.call(second.access_token)).status).toBe(403);
  expect(await run.lastReply()).toMatchObject({ error: 'insufficient_scope', faults: [id] });
  run.realm.heal();
  expect((await bodyOf(run.refresh(first.refresh_token))).scope).toBe('read write');
});

test('scope/narrowed-on-refresh: silently, and only when it narrows', async () => {
  await using run = await startRealm();
  const first = await run.connect();
  const { id } = run.realm.inject('scope/narrowed-on-refresh', { to: 'read', announced: false });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second).not.toHaveProperty('scope');
  expect(await run.lastReply()).toMatchObject({ issued: { scope: 'read' }, faults: [id] });
  expect((await run.call(second.access_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  const narrow = await run.connect('read');
  expect((await bodyOf(run.refresh(narrow.refresh_token))).scope).toBe('read');
  expect((await run.lastReply()).faults).toEqual([]);
});

test('scope/narrowed-on-refresh: a scope that never was granted is not missing through the fault', async () => {
  await using run = await startRealm({ scopes: 'read write admin', requiredScope: 'admin' });
  const first = await run.connect('read write');
  run.realm.inject('scope/narrowed-on-refresh', { to: 'read' });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await run.call(second.access_token)).status).toBe(403);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('scope/invalid-scope: the refresh is refused and nothing is spent', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const first = await run.connect();
  const { id } = run.realm.inject('scope/invalid-scope', { times: 1 });
  expect(await (await run.refresh(first.refresh_token)).json()).toMatchObject({
    error: 'invalid_scope',
  });
  expect(await run.lastReply()).toMatchObject({
    status: 400,
    error: 'invalid_scope',
    faults: [id],
  });
  expect((await run.refresh(first.refresh_token)).status).toBe(200);
});

test('refresh-token/missing: none in any reply, and the old one stays good', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const before = await run.connect();
  const { id } = run.realm.inject('refresh-token/missing');
  const refreshed = await bodyOf(run.refresh(before.refresh_token));
  expect(refreshed).not.toHaveProperty('refresh_token');
  expect(await run.lastReply()).toMatchObject({ status: 200, faults: [id] });
  expect((await run.lastReply()).issued).not.toHaveProperty('refresh');
  expect(await run.connect()).not.toHaveProperty('refresh_token');
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.heal();
  expect(await bodyOf(run.refresh(before.refresh_token))).toHaveProperty('refresh_token');
});

test.each([
  ['scope/reordered', {}, 'write read'],
  ['scope/comma-separated', {}, 'read,write'],
  ['scope/array', {}, ['read', 'write']],
  ['scope/widened', {}, 'read write admin'],
  ['scope/renamed', { prefix: 'urn:' }, 'urn:read urn:write'],
  ['scope/absent-in-reply', {}, undefined],
] as const)('%s: the reply alone tells another scope', async (name, options, told) => {
  await using run = await startRealm();
  const { id } = run.realm.inject(name, options);
  const first = await run.connect();
  expect(first.scope).toBe('read write');
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second.scope).toEqual(told);
  expect(await run.lastReply()).toMatchObject({ issued: { scope: 'read write' }, faults: [id] });
  expect((await run.call(second.access_token)).status).toBe(200);
  run.realm.heal();
  expect((await bodyOf(run.refresh(first.refresh_token))).scope).toBe('read write');
  expect((await run.lastReply()).faults).toEqual([]);
});

test('one scope name has no order', async () => {
  await using run = await startRealm();
  run.realm.inject('scope/reordered');
  const first = await run.connect('read');
  await run.refresh(first.refresh_token);
  expect((await run.lastReply()).faults).toEqual([]);
});
