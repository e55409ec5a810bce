import { expect, test } from 'vitest';
import { startRealm } from '../testing/start-realm.ts';
import { PAGES } from '../wire/api-paths.ts';

/** Calls the API of a new realm, and tells what of the answer matters here. */
async function caller() {
  const run = await startRealm();
  const { access_token: token } = await run.connect();
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const answer = await fetch(`${run.realm.apiUrl}${path}`, { ...init, headers });
    return (await answer.json()) as {
      readonly id?: string;
      readonly receipt?: string;
      readonly next?: string | null;
    };
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

test('a list has pages, each with the address of the next one and all that was asked for', async () => {
  const { run, call } = await caller();
  await using _run = run;
  let next: string | null | undefined = '/pages/7?of=a+b';
  const seen: (string | undefined)[] = [];
  while (next && seen.length < 9) {
    const page: { id?: string; next?: string | null } = await call(next);
    seen.push(page.id);
    next = page.next?.replace(run.realm.apiUrl, '');
    if (next) expect(next).toContain('of=a+b');
  }
  expect(seen).toEqual(['7', '7/2', '7/3']);
  expect(seen).toHaveLength(PAGES);
});

test('a file is bytes with the receipt in them, and what the services of n8n read has it too', async () => {
  const { run, call } = await caller();
  await using _run = run;
  const receipt = expect.stringMatching(/^[0-9a-f]{16}$/);
  for (const path of [
    '/files/7',
    '/azure/oauth-chaos/7',
    '/remote.php/webdav/7',
    '/v4/projects/oauth-chaos%2F7',
  ])
    expect(await call(path)).toMatchObject({ id: '7', receipt });
  expect(await call('/graph/v1.0/me/todo/lists/7')).toMatchObject({ receipt });
  expect(await call('/graph/v1.0/users/7%40oauth-chaos.example')).toMatchObject({ receipt });
  expect(await call('/2.1/unity-catalog/catalogs/7')).toMatchObject({ name: '7', receipt });
  expect(await call('/contacts/7')).toMatchObject({ contact: { receipt } });
  expect(await call('/graphql/7', { method: 'POST' })).toMatchObject({
    data: { order: { receipt } },
  });
  expect(run.requests.filter(({ item }) => item === '7')).toHaveLength(9);
});
