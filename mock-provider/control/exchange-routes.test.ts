import { expect, test } from 'vitest';
import { harSchema } from '../traffic/testing/har-schema.ts';
import { connectAndRefresh, startControlled, type Controlled } from './testing/start-controlled.ts';

/** Control requests go on while the last reply may still be on its way into the record. */
async function connected(controlled: Controlled) {
  const remote = await controlled.remote.createRealm('r1');
  const { id, secret = '' } = await remote.registerClient('main');
  const realm = await remote.read();
  const texts = await connectAndRefresh(realm, { id, secret });
  await expect.poll(async () => (await remote.exchange(3)).reply?.status).toBe(200);
  const [first, second] = texts.map((text) => JSON.parse(text) as Readonly<Record<string, string>>);
  return { remote, realm, secret, first, second };
}

test('an exchange is shown with heads and bodies, and names for its secrets', async () => {
  await using controlled = await startControlled();
  const { remote, realm } = await connected(controlled);
  const { request, reply, curl } = await remote.exchange(3);
  expect(request).toMatchObject({
    endpoint: 'token',
    method: 'POST',
    wire: { httpVersion: '1.1' },
  });
  expect(request.wire.url).toBe(realm.tokenUrl);
  expect(request.wire.headers).toContainEqual({
    name: 'content-type',
    value: 'application/x-www-form-urlencoded;charset=UTF-8',
  });
  expect(request.wire.body?.text).toMatch(
    /^client_id=client-main&client_secret=‹client secret of main #[\da-f]{8}›&grant_type=refresh_token&refresh_token=‹refresh token f1·g1›$/,
  );
  expect(JSON.parse(reply?.wire?.body?.text ?? '')).toMatchObject({
    access_token: '‹access token f1·g2›',
    token_type: 'Bearer',
  });
  expect(reply?.wire?.headers).toContainEqual({ name: 'cache-control', value: 'no-store' });
  expect(curl.variables).toContain('REFRESH_TOKEN_F1_G1');
  expect(curl.command).toContain(`'${realm.tokenUrl}'`);
});

test('equal values are named alike, unequal ones not', async () => {
  await using controlled = await startControlled();
  const { remote, realm, first, second } = await connected(controlled);
  const post = (body: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(realm.tokenUrl, { method: 'POST', body: new URLSearchParams(body) });
  const shown = async (number: number): Promise<string> => {
    await expect.poll(async () => (await remote.exchange(number)).reply).toBeDefined();
    return (await remote.exchange(number)).request.wire.body?.text ?? '';
  };
  await post({ refresh_token: second?.['refresh_token'] ?? first?.['refresh_token'] ?? '' });
  await post({ state: 'a1', client_secret: 'guess-1' });
  await post({ state: 'a1', client_secret: 'guess-2' });
  expect(await shown(4)).toMatch(/^refresh_token=‹refresh token f1·g[12]›$/);
  const [one, other] = [await shown(5), await shown(6)].map((text) => text.split('&'));
  expect(one?.[0]).toMatch(/^state=‹state #[\da-f]{8}›$/);
  expect(one?.[0]).toBe(other?.[0]);
  expect(one?.[1]).not.toBe(other?.[1]);
});

test('the latest exchanges are HAR 1.2, also one that a fault kept from its answer', async () => {
  await using controlled = await startControlled();
  const { remote, realm } = await connected(controlled);
  await remote.inject('reply/truncated-after-commit', {});
  await remote.inject('wire/reset', {});
  await fetch(realm.tokenUrl, { method: 'POST', body: 'grant_type=refresh_token' }).catch(() => 0);
  await expect.poll(async () => (await remote.exchange(4)).reply?.outcome).toBe('reset');
  const har = harSchema.parse(await remote.har());
  expect(har.log.entries.map(({ response }) => response.status)).toEqual([302, 200, 200, 0]);
  expect(controlled.provider.realm('r1')?.findSecrets(JSON.stringify(har))).toEqual([]);
});

test('what was never there, or is no longer kept, is not found', async () => {
  await using controlled = await startControlled();
  const remote = await controlled.remote.createRealm('r1');
  await expect(remote.exchange(1)).rejects.toMatchObject({ code: 'unknown-exchange' });
  expect((await remote.har()).log.entries).toEqual([]);
});
