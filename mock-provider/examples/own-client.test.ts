import { describe, expect } from 'vitest';
import type { Realm } from '../index.ts';
// In a project of your own: import { test } from 'n8n-oauth-chaos/provider/vitest';
import { test } from '../vitest.ts';
import { TokenClient } from './token-client.ts';

const REDIRECT = 'http://127.0.0.1:1/callback';

/** A client that is connected. The mock provider's user consents at once. */
async function connected(realm: Realm): Promise<TokenClient> {
  const registered = realm.registerClient('main');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: registered.id,
    redirect_uri: REDIRECT,
  });
  const redirect = await fetch(`${realm.authorizationUrl}?${query}`, { redirect: 'manual' });
  const client = new TokenClient(realm.tokenUrl, registered);
  await client.connect(
    new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? '',
    REDIRECT,
  );
  return client;
}

test('an expired access token is refreshed', async ({ realm }) => {
  const client = await connected(realm);
  realm.clock.advance(3_600_000);
  expect((await client.get(`${realm.apiUrl}/items/1`)).status).toBe(200);
});

test('a lost reply is told, not hidden', async ({ realm }) => {
  const client = await connected(realm);
  realm.clock.advance(3_600_000);
  realm.inject('reply/lost-after-commit', { times: 1 });
  await expect(client.get(`${realm.apiUrl}/items/1`)).rejects.toThrow();
});

describe('with refresh tokens that work once', () => {
  test.override('realmBeginning', {
    policy: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    seed: 1,
  });

  test('two calls at once refresh once', async ({ realm }) => {
    const client = await connected(realm);
    realm.clock.advance(3_600_000);
    const replies = await Promise.all(
      ['1', '2'].map((item) => client.get(`${realm.apiUrl}/items/${item}`)),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(realm.ledger({ action: 'replayed' }).entries).toEqual([]);
    expect(realm.grants()[0]?.generation).toBe(2);
  });
});

describe('each test', () => {
  const seen: string[] = [];

  test.for(['one', 'another'])('has a realm of its own: %s', (_, { realm, provider }) => {
    expect(seen).not.toContain(realm.name);
    expect(provider.realms.filter(({ name }) => seen.includes(name))).toEqual([]);
    seen.push(realm.name);
  });
});
