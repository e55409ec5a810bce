import { expect, test } from 'vitest';
import { startRealm } from '../testing/start-realm.ts';

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
  expect(refused.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*scope="write"/);
  expect(await run.lastReply()).toMatchObject({ status: 403, error: 'insufficient_scope', faults: [id] });
  expect((await run.call(wide)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.heal(id);
  expect((await run.call(narrow)).status).toBe(200);
});

test('api/server-error: nothing is carried out, `after` and `times` count', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject('api/server-error', { status: 503, times: 2, after: 1 });
  const statuses = [];
  for (let call = 0; call < 4; call += 1) statuses.push((await run.call(access)).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
  await run.lastReply();
  expect(run.replies.slice(-4).map(({ faults }) => faults)).toEqual([[], [id], [id], []]);
  expect(await (await run.call(access)).json()).toEqual({ id: '1', calls: 3 });
});
