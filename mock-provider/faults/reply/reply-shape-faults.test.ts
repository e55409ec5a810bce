import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

type Case = readonly [
  name: FaultName,
  options: Readonly<Record<string, unknown>>,
  body: RegExp,
  type: string | null,
];

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded; charset=utf-8';

const cases: readonly Case[] = [
  ['reply/field-absent', {}, /^\{"token_type"/, JSON_TYPE],
  ['reply/field-absent', { field: 'refresh_token' }, /^(?!.*refresh_token)/, JSON_TYPE],
  ['reply/field-empty', { field: 'refresh_token' }, /"refresh_token":""/, JSON_TYPE],
  ['reply/field-null', { field: 'token_type' }, /"token_type":null/, JSON_TYPE],
  ['reply/field-wrong-type', { field: 'expires_in' }, /"expires_in":"3600"/, JSON_TYPE],
  ['reply/field-wrong-type', {}, /"access_token":42/, JSON_TYPE],
  ['reply/field-doubled', {}, /"access_token":"oc_at_[\w-]+","access_token":"doubled"/, JSON_TYPE],
  ['reply/field-nested', { field: 'scope' }, /"data":\{"scope":"read write"\}/, JSON_TYPE],
  ['reply/expires-in', {}, /"expires_in":"3600"/, JSON_TYPE],
  ['reply/expires-in', { as: 'zero' }, /"expires_in":0[,}]/, JSON_TYPE],
  ['reply/expires-in', { as: 'negative' }, /"expires_in":-3600/, JSON_TYPE],
  ['reply/expires-in', { as: 'absent' }, /^(?!.*expires_in)/, JSON_TYPE],
  ['reply/expires-in', { as: 'huge' }, /"expires_in":9007199254740991/, JSON_TYPE],
  ['reply/content-type', {}, /^\{"access_token"/, 'text/plain; charset=utf-8'],
  ['reply/content-type', { as: 'html' }, /^\{"access_token"/, 'text/html; charset=utf-8'],
  ['reply/content-type', { as: 'none' }, /^\{"access_token"/, null],
  ['reply/content-type', { as: 'form' }, /^access_token=oc_at_/, FORM_TYPE],
  ['reply/bom', {}, /^\uFEFF\{/, JSON_TYPE],
  ['reply/empty-body', {}, /^$/, JSON_TYPE],
  ['reply/huge-body', { bytes: 5_000 }, /^\{.*\} {5000}$/, JSON_TYPE],
  ['reply/not-json', {}, /^\{"access_token":"oc_at_.*"$/, JSON_TYPE],
  ['reply/not-json', { as: 'noise-before' }, /^Notice: .*\n\{.*\}$/, JSON_TYPE],
  ['reply/not-json', { as: 'noise-after' }, /^\{.*\}\n<!--.*-->$/, JSON_TYPE],
  ['reply/not-json', { as: 'form' }, /^access_token=oc_at_/, JSON_TYPE],
  ['reply/not-utf8', {}, /^\{"account":"Zo\uFFFD"/, JSON_TYPE],
  ['reply/not-utf8', { as: 'utf16le' }, /^\{\0"\0/, JSON_TYPE],
  ['reply/huge-token', { bytes: 9_000 }, /"access_token":"oc_at_[\w-]{32}\.{8962}"/, JSON_TYPE],
];

test.each(cases)(
  '%s %j: the refresh is carried out, its reply is spoiled; a code passes; healing ends it',
  async (name, options, body, type) => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use', grace: '1h' } });
    const { id } = run.realm.inject(name, options);
    const { refresh_token: refresh } = await run.connect();
    expect((await run.lastReply()).faults).toEqual([]);
    const response = await run.refresh(refresh);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()),
    ).toMatch(body);
    expect(await run.lastReply()).toMatchObject({
      issued: { access: { generation: 2 }, refresh: { generation: 2 } },
      faults: [id],
    });
    expect((await run.refresh('nonsense')).status).toBe(400);
    expect((await run.lastReply()).faults).toEqual([]);
    run.realm.heal(id);
    expect(await bodyOf(run.refresh(refresh))).toMatchObject({
      access_token: expect.stringMatching(/^oc_at_[\w-]{32}$/),
      expires_in: 3_600,
    });
    expect((await run.lastReply()).faults).toEqual([]);
  },
);

test('a field that is not in the reply is not spoiled', async () => {
  await using run = await startRealm();
  run.realm.inject('reply/field-null', { field: 'refresh_token' });
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test('form-encoded replies are spoiled as well, and not told to be what they are', async () => {
  await using run = await startRealm({ reply: { contentType: 'form' } });
  const ask = async (): Promise<string> =>
    (await run.token({ grant_type: 'client_credentials' })).text();
  const { id } = run.realm.inject('reply/field-doubled', { field: 'scope', times: 1 });
  expect(await ask()).toMatch(/scope=read\+write&scope=doubled/);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.inject('reply/content-type', { as: 'form' });
  await ask();
  expect((await run.lastReply()).faults).toEqual([]);
});

test('reply/huge-token: the API takes the long token', async () => {
  await using run = await startRealm();
  run.realm.inject('reply/huge-token');
  const { access_token: access } = await bodyOf(run.token({ grant_type: 'client_credentials' }));
  expect(access).toHaveLength(8_192);
  expect((await run.call(access)).status).toBe(200);
});

test.each([
  [{}, 400, 'invalid_grant'],
  [{ error: 'invalid_client', status: 200 }, 200, 'invalid_client'],
  [{ error: 'invalid_scope', status: 500 }, 500, 'invalid_scope'],
] as const)('reply/error-code %j: nothing is carried out', async (options, status, error) => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('reply/error-code', options);
  expect((await run.refresh(refresh)).status).toBe(status);
  const reply = await run.lastReply();
  expect(reply).toMatchObject({ status, error, faults: [id] });
  expect(reply).not.toHaveProperty('issued');
  run.realm.heal();
  expect((await run.refresh(refresh)).status).toBe(200);
});

test('token/login-redirect: whoever follows it gets a page and no tokens', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('token/login-redirect');
  const response = await run.refresh(refresh);
  expect([response.status, response.redirected, response.headers.get('content-type')]).toEqual([
    200,
    true,
    'text/html; charset=utf-8',
  ]);
  await run.lastReply();
  expect(run.replies.slice(-2).map(({ status, faults }) => [status, faults])).toEqual([
    [302, [id]],
    [200, [id]],
  ]);
  run.realm.heal();
  expect((await run.refresh(refresh)).redirected).toBe(false);
});

test('token/temporary-redirect: whoever follows it gets tokens', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('token/temporary-redirect');
  expect((await run.refresh(refresh)).redirected).toBe(true);
  await run.lastReply();
  expect(run.replies.slice(-2).map(({ status, faults }) => [status, faults])).toEqual([
    [307, [id]],
    [200, []],
  ]);
  run.realm.inject('token/temporary-redirect');
  run.realm.heal();
  expect((await run.token({ grant_type: 'client_credentials' })).redirected).toBe(false);
});
