import { expect, test } from 'vitest';
import { startRealm } from '../testing/start-realm.ts';

/** Calls the API of a new realm, and tells what of the answer matters here. */
async function caller() {
  const run = await startRealm();
  const { access_token: token } = await run.connect();
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const answer = await fetch(`${run.realm.apiUrl}${path}`, { ...init, headers });
    return (await answer.json()) as { readonly id?: string; readonly receipt?: string };
  };
  return { run, call };
}

test('a part of an item is an item of its own', async () => {
  const { run, call } = await caller();
  await using _run = run;
  const [whole, part] = [await call('/items/7'), await call('/items/7/state')];
  expect([whole.id, part.id]).toEqual(['7', '7/state']);
  expect(part.receipt).not.toBe(whole.receipt);
  expect(run.requests.slice(-2).map(({ item }) => item)).toEqual(['7', '7/state']);
  expect(await call('/items/7/state/more')).toMatchObject({ error: 'not_found' });
});

test('a call with an idempotency key that came before is the same call', async () => {
  const { run, call } = await caller();
  await using _run = run;
  const place = (item: string, key: string) =>
    call(`/items/${item}`, { method: 'POST', headers: { 'idempotency-key': key } });
  const { receipt: first } = await place('7', 'a');
  expect((await place('7', 'a')).receipt).toBe(first);
  run.realm.restore(run.realm.snapshot().id);
  expect((await place('7', 'a')).receipt).toBe(first);
  expect((await place('7', 'b')).receipt).not.toBe(first);
  expect((await place('8', 'a')).receipt).not.toBe(first);
  expect(run.requests.at(-1)?.form?.headers).toHaveProperty('idempotency-key');
});
