import type { Provider, Realm } from 'n8n-oauth-chaos/provider';
import { test } from 'n8n-oauth-chaos/provider/vitest';
import { expectTypeOf } from 'vitest';

/** What the compiler guarantees to a user whose tests use the fixture. */
test('a realm of its own', ({ provider, realm }) => {
  expectTypeOf(provider).toEqualTypeOf<Provider>();
  expectTypeOf(realm).toEqualTypeOf<Realm>();
});
test.override('realmBeginning', { policy: { preset: 'google' }, seed: 1 });
test.override('realmBeginning', { policy: { accessTokenTtl: '60s' } });

// @ts-expect-error a misspelt preset
test.override('realmBeginning', { policy: { preset: 'gogle' } });
// @ts-expect-error a misspelt setting
test.override('realmBeginning', { policy: { accessTokenTTL: '60s' } });
// @ts-expect-error there is no such fixture
test('nothing', ({ relm }) => relm);
