import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import type { RegisteredClient } from '../model/client.ts';
import { startProvider } from '../server/server.ts';
import { bodyOf, type TokenBody } from '../testing/start-realm.ts';
import type { ProviderMemory } from './provider-memory.ts';
import type { Provider, ProviderOptions } from './provider.ts';

const REDIRECT = 'http://127.0.0.1:1/callback';

/** The memory as it is after it was written to a disk and read again. */
const stored = (memory: ProviderMemory): ProviderMemory =>
  deserialize(serialize(memory)) as ProviderMemory;

/** Stops a provider and starts another one with its memory. The new one listens on another port. */
async function restarted(provider: Provider, options: ProviderOptions = {}): Promise<Provider> {
  const memory = stored(provider.memory());
  await provider.close();
  return startProvider({ memory, ...options });
}

const token = (
  provider: Provider,
  client: RegisteredClient,
  parameters: Readonly<Record<string, string>>,
): Promise<Response> =>
  fetch(`${provider.url}/demo/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: client.id,
      client_secret: client.secret,
      ...parameters,
    }),
  });

const refresh = (
  provider: Provider,
  client: RegisteredClient,
  { refresh_token: raw = '' }: TokenBody,
): Promise<Response> =>
  token(provider, client, { grant_type: 'refresh_token', refresh_token: raw });

async function connect(provider: Provider, client: RegisteredClient): Promise<TokenBody> {
  const asked = await fetch(
    `${provider.url}/demo/authorize?${new URLSearchParams({ response_type: 'code', client_id: client.id, redirect_uri: REDIRECT })}`,
    { redirect: 'manual' },
  );
  const code = new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return bodyOf(
    token(provider, client, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
  );
}

const statuses = async (replies: readonly Promise<Response>[]): Promise<readonly number[]> =>
  (await Promise.all(replies)).map(({ status }) => status);

test('with its memory a refresh token from before works, a spent one is a replay, and no name means two things', async () => {
  let provider = await startProvider();
  const before = provider.createRealm('demo', {
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  });
  const client = before.registerClient('main', { secret: 'a chosen one' });
  const spent = await connect(provider, client);
  const live = await bodyOf(refresh(provider, client, spent));
  await fetch(`${before.apiUrl}/items/7`, {
    method: 'POST',
    headers: { authorization: `Bearer ${live.access_token}` },
  });

  provider = await restarted(provider);
  await using _stopped = provider;
  const realm = provider.realm('demo');
  expect([realm?.seed, realm?.policy, realm?.clients]).toEqual([
    before.seed,
    before.policy,
    [{ name: 'main', id: client.id }],
  ]);
  expect(realm?.findSecrets(`a chosen one and ${live.access_token}`)).toEqual([
    'access token f1·g2',
    'client secret of main',
  ]);
  const item = await fetch(`${realm?.apiUrl}/items/7`, {
    headers: { authorization: `Bearer ${live.access_token}` },
  });
  expect([item.status, JSON.stringify(await item.json())]).toEqual([
    200,
    expect.stringContaining('2'),
  ]);
  const next = await bodyOf(refresh(provider, client, live));
  expect(realm?.identify(next.refresh_token)).toMatchObject({ family: 'f1', generation: 3 });
  expect(await statuses([refresh(provider, client, spent)])).toEqual([400]);
  expect(realm?.ledger({ action: 'replayed' }).entries).toHaveLength(1);
  expect(realm?.identify((await connect(provider, client)).refresh_token)).toMatchObject({
    family: 'f2',
  });
});

test('without its memory the token is unknown', async () => {
  let provider = await startProvider();
  const client = provider.createRealm('demo').registerClient('main', { secret: 'same' });
  const tokens = await connect(provider, client);
  await provider.close();
  provider = await startProvider();
  await using _stopped = provider;
  const realm = provider.createRealm('demo');
  realm.registerClient('main', { secret: 'same' });
  expect(realm.identify(tokens.refresh_token)).toBe('foreign');
  expect(await statuses([refresh(provider, client, tokens)])).toEqual([400]);
});

test('clock, preset and lasting faults go on; what struck does not strike again, and a clock fault skews once', async () => {
  let provider = await startProvider();
  const before = provider.createRealm(
    'demo',
    { preset: 'google' },
    { startsAtMs: Date.UTC(2031, 0, 1) },
  );
  const client = before.registerClient('main');
  before.clock.advance(3_600_000);
  before.clock.skew('both', -1_000);
  before.clock.freeze();
  before.inject('access-token/expired');
  const tokens = await connect(provider, client);
  before.inject('clock/provider-ahead', { by: '2h' });
  before.inject('token/throttled', { times: 1 });
  const now = before.clock.now();

  provider = await restarted(provider);
  await using _stopped = provider;
  const realm = provider.realm('demo');
  expect([
    realm?.preset,
    realm?.clock.now(),
    realm?.clock.frozen,
    realm?.clock.offset('issuer'),
    realm?.clock.offset('resource'),
  ]).toEqual(['google', now, true, 7_199_000, -1_000]);
  expect(realm?.faults.map(({ id }) => id)).toEqual([
    'clock/provider-ahead#4',
    'token/throttled#5',
  ]);
  expect(realm?.heal('clock/provider-ahead#4')).toHaveLength(1);
  expect(realm?.clock.offset('issuer')).toBe(-1_000);
  expect(
    (
      await fetch(`${realm?.apiUrl}/items/1`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      })
    ).status,
  ).toBe(200);
  expect([
    (await refresh(provider, client, tokens)).status,
    (await refresh(provider, client, tokens)).status,
  ]).toEqual([429, 200]);
});

test('realm time goes on while nobody looks, and the signing key stays', async () => {
  let provider = await startProvider();
  const before = provider.createRealm('demo', { accessTokenFormat: 'jwt' });
  const client = before.registerClient('main');
  before.clock.advance(86_400_000);
  await connect(provider, client);
  const keys: unknown = await (await fetch(`${provider.url}/demo/jwks`)).json();
  const ahead = before.clock.now() - Date.now();
  provider = await restarted(provider);
  await using _stopped = provider;
  expect(await (await fetch(`${provider.url}/demo/jwks`)).json()).toEqual(keys);
  expect(Math.abs((provider.realm('demo')?.clock.now() ?? 0) - Date.now() - ahead)).toBeLessThan(
    50,
  );
});

test('a memory from another version is refused, and nothing is left listening', async () => {
  await using provider = await startProvider();
  provider.createRealm('demo').inject('token/throttled');
  const memory = JSON.parse(
    JSON.stringify(provider.memory()).replace('token/throttled', 'token/forgotten'),
  ) as ProviderMemory;
  await expect(startProvider({ memory })).rejects.toMatchObject({
    code: 'bad-memory',
    message: expect.stringMatching(/^Could not go on from what was remembered: .*forgotten/),
  });
});

test('what may have changed something is told, and closing is no change', async () => {
  let changes = 0;
  const provider = await startProvider({ onChange: () => (changes += 1) });
  const realm = provider.createRealm('demo');
  expect(changes).toBe(1);
  await connect(provider, realm.registerClient('main'));
  await expect.poll(() => changes).toBe(3);
  await provider.close();
  expect([changes, provider.memory().realms]).toEqual([3, []]);
});
