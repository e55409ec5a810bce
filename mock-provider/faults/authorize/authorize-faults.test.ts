import { expect, test } from 'vitest';
import { REDIRECT_URI } from '../../testing/redirect-uri.ts';
import { bodyOf, startRealm, type TestRealm } from '../../testing/start-realm.ts';

/** Sends an authorization request, and returns the answer and where it leads. */
async function ask(run: TestRealm, more: Readonly<Record<string, string>> = {}) {
  const url = new URL(run.realm.authorizationUrl);
  url.search = String(
    new URLSearchParams({
      response_type: 'code',
      client_id: run.client.id,
      redirect_uri: REDIRECT_URI,
      scope: 'read write',
      state: 'a-state',
      ...more,
    }),
  );
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  return {
    status: response.status,
    text: await response.text(),
    back: location === null ? undefined : new URL(location).searchParams,
  };
}

test('authorize/refused: the user comes back with the error and the state, until it is healed', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('authorize/refused', { error: 'invalid_scope' });
  const { status, back } = await ask(run);
  expect(status).toBe(302);
  expect(Object.fromEntries(back ?? [])).toEqual({
    error: 'invalid_scope',
    error_description: 'A requested scope does not exist any more.',
    state: 'a-state',
  });
  expect(await run.lastReply()).toMatchObject({ error: 'invalid_scope', faults: [id] });
  expect(run.realm.grants()).toEqual([]);
  run.realm.heal();
  expect((await ask(run)).back?.has('code')).toBe(true);
});

test('authorize/refused: nobody is redirected to an address that is none', async () => {
  await using run = await startRealm();
  run.realm.inject('authorize/refused');
  expect((await ask(run, { redirect_uri: 'nowhere' })).status).toBe(400);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('authorize/unavailable: the user is shown a page', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('authorize/unavailable', { status: 502 });
  expect(await ask(run)).toMatchObject({ status: 502, back: undefined });
  expect(await run.lastReply()).toMatchObject({ status: 502, faults: [id] });
});

test('authorize/redirect-uri-mismatch: the user is shown the address, and sent nowhere', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('authorize/redirect-uri-mismatch');
  const answer = await ask(run);
  expect(answer).toMatchObject({ status: 400, back: undefined });
  expect(answer.text).toContain(`The redirect URI ${REDIRECT_URI} is not registered`);
  expect(await run.lastReply()).toMatchObject({ status: 400, faults: [id] });
  run.realm.heal();
  expect((await ask(run)).back?.has('code')).toBe(true);
});

test('authorize/state-limit: a state that is too long is refused, and any other has met the limit', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('authorize/state-limit', { characters: 8 });
  expect(await ask(run, { state: 'a'.repeat(9) })).toMatchObject({ status: 400, back: undefined });
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await ask(run, { state: 'a'.repeat(8) })).back?.has('code')).toBe(true);
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await ask(run, { state: '' })).back?.has('code')).toBe(true);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('authorize/state-limit: the client is told instead, without the state', async () => {
  await using run = await startRealm();
  run.realm.inject('authorize/state-limit', { characters: 8, tells: 'client' });
  const { back } = await ask(run, { state: 'a'.repeat(9) });
  expect(back?.get('error')).toBe('invalid_request');
  expect(back?.has('state')).toBe(false);
});

test('authorize/scope-unticked: less is granted than was asked for, and afterwards all again', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('authorize/scope-unticked', { granted: 'write' });
  const code = (await ask(run)).back?.get('code') ?? '';
  expect((await run.lastReply()).faults).toEqual([id]);
  expect((await bodyOf(run.exchangeCode(code))).scope).toBe('write');
  run.realm.heal();
  expect((await run.connect('read write')).scope).toBe('read write');
});

test.each([
  ['callback/state-missing', {}, { state: undefined }],
  ['callback/state-changed', { how: 'cut', characters: 3 }, { state: 'A-S' }],
  ['callback/state-changed', { how: 'lower-case' }, { state: 'a-state' }],
  ['callback/parameters-added', { parameters: 'iss=x' }, { state: 'A-State', iss: 'x' }],
] as const)('%s %o: the user comes back with a code all the same', async (name, options, has) => {
  await using run = await startRealm();
  const { id } = run.realm.inject(name, options);
  const { back } = await ask(run, { state: 'A-State' });
  expect({ state: undefined, ...Object.fromEntries(back ?? []) }).toMatchObject(has);
  expect(back?.has('code')).toBe(true);
  expect((await run.lastReply()).faults).toEqual([id]);
});

test('callback/state-changed: what it leaves as it is has not met it', async () => {
  await using run = await startRealm();
  run.realm.inject('callback/state-changed', { how: 'cut', characters: 50 });
  expect((await ask(run)).back?.get('state')).toBe('a-state');
  expect((await run.lastReply()).faults).toEqual([]);
});
