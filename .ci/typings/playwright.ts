import { defineConfig, type Page } from '@playwright/test';
import { test, type FixtureOptions, type N8n } from 'n8n-oauth-chaos/playwright';
import type { Provider, Realm } from 'n8n-oauth-chaos/provider';
import { expectTypeOf } from 'vitest';

/** What the compiler guarantees to a user whose tests use n8n in Playwright. */
test('n8n beside what Playwright has', ({ page, provider, realm, n8n }) => {
  expectTypeOf(page).toEqualTypeOf<Page>();
  expectTypeOf(provider).toEqualTypeOf<Provider>();
  expectTypeOf(realm).toEqualTypeOf<Realm>();
  expectTypeOf(n8n).toEqualTypeOf<N8n>();
});
test.use({ n8nOptions: { version: '2.x' }, realmBeginning: { policy: { preset: 'google' } } });
export default defineConfig<FixtureOptions>({ use: { n8nOptions: { nodes: 'dist' } } });

// @ts-expect-error a misspelt option
test.use({ n8nOptions: { versoin: '2.41.1' } });
// @ts-expect-error a misspelt setting
test.use({ realmBeginning: { policy: { accessTokenTTL: '60s' } } });
