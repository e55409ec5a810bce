import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose';
import { expect, test } from 'vitest';
import { bodyOf, startRealm, type TestRealm } from '../../testing/start-realm.ts';

const published = async (run: TestRealm): Promise<JSONWebKeySet> =>
  (await (await fetch(`${run.realm.issuer}/jwks`)).json()) as JSONWebKeySet;
const verified = async (run: TestRealm, token: string): Promise<boolean> =>
  jwtVerify(token, createLocalJWKSet(await published(run))).then(
    () => true,
    () => false,
  );

test('keys/rotated: old tokens are refused, new ones can be verified; healing brings the old key back', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const first = await run.connect();
  const { id } = run.realm.inject('keys/rotated');
  expect((await run.call(first.access_token)).status).toBe(401);
  expect(await run.lastReply()).toMatchObject({
    error: 'invalid_token',
    accepted: false,
    faults: [id],
  });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect([
    await verified(run, first.access_token),
    await verified(run, second.access_token),
  ]).toEqual([false, true]);
  expect((await run.call(second.access_token)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
  run.realm.heal();
  expect(await verified(run, first.access_token)).toBe(true);
  expect((await run.call(first.access_token)).status).toBe(200);
});

test('keys/unknown-kid: new tokens are refused, old ones are not; healed, the next one is good', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const first = await run.connect();
  const { id } = run.realm.inject('keys/unknown-kid');
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await published(run)).keys.map(({ kid }) => kid)).not.toContain(
    decodeProtectedHeader(second.access_token).kid,
  );
  expect([
    (await run.call(first.access_token)).status,
    (await run.call(second.access_token)).status,
  ]).toEqual([200, 401]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  expect(await verified(run, (await bodyOf(run.refresh(first.refresh_token))).access_token)).toBe(
    true,
  );
});

test('opaque tokens have no key', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('keys/rotated');
  expect((await run.call(access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('identity/subject-swapped: the token and userinfo name another user', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const first = await run.connect();
  const subject = async (access: string): Promise<unknown> =>
    (
      (await (
        await fetch(run.realm.userinfoUrl, { headers: { authorization: `Bearer ${access}` } })
      ).json()) as { sub?: unknown }
    ).sub;
  const { id } = run.realm.inject('identity/subject-swapped');
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect((await run.lastReply()).faults).toEqual([id]);
  expect([
    decodeJwt(first.access_token).sub,
    decodeJwt(second.access_token).sub,
    await subject(second.access_token),
  ]).toEqual(['user-1', 'user-2', 'user-2']);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  expect(await subject(second.access_token)).toBe('user-1');
  expect((await run.lastReply()).faults).toEqual([]);
});

test('identity/issuer-changed: metadata and new tokens carry it, and the API refuses them', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const first = await run.connect();
  const issuer = async (): Promise<unknown> =>
    (
      (await (await fetch(`${run.realm.issuer}/.well-known/openid-configuration`)).json()) as {
        issuer?: unknown;
      }
    ).issuer;
  const { id } = run.realm.inject('identity/issuer-changed');
  expect(await issuer()).toBe('https://login.example.com');
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(decodeJwt(second.access_token).iss).toBe('https://login.example.com');
  expect([
    (await run.call(first.access_token)).status,
    (await run.call(second.access_token)).status,
  ]).toEqual([200, 401]);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.heal();
  expect(await issuer()).toBe(run.realm.issuer);
});

test('identity/subject-swapped: an ID token names the other user, and so does the ledger', async () => {
  await using run = await startRealm({ scopes: 'openid read' });
  const first = await run.connect();
  const { id } = run.realm.inject('identity/subject-swapped');
  await run.refresh(first.refresh_token);
  expect(await run.lastReply()).toMatchObject({
    faults: [id],
    issued: { idTokenSubject: 'user-2' },
  });
  expect(
    run.ledger.filter(({ action }) => action === 'issued').map(({ subject }) => subject),
  ).toEqual(['user-1', 'user-1', 'user-2']);
});
