import { test as base } from 'vitest';
import type { Realm } from './realm/realm.ts';
import { startProvider } from './server/server.ts';
import { openTestRealm, type RealmBeginning } from './test-realm.ts';

export type { RealmBeginning } from './test-realm.ts';

/**
 * Vitest's `test` for people who test an OAuth client of their own. `provider` is one for each
 * worker, because making its key takes time. `realm` is a new one for each test and is dropped
 * afterwards, so that tests do not affect each other. `test.override('realmBeginning', { policy: {
 * preset: 'google' } })` sets how the realm begins.
 */
export const test = base
  // Vitest reads from the pattern which fixtures are needed.
  // oxlint-disable-next-line no-empty-pattern
  .extend('provider', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const provider = await startProvider();
    onCleanup(() => provider.close());
    return provider;
  })
  .extend('realmBeginning', (): RealmBeginning => ({}))
  .extend('realm', ({ provider, realmBeginning }, { onCleanup }): Realm => {
    const opened = openTestRealm(provider, realmBeginning);
    onCleanup(() => opened[Symbol.dispose]());
    return opened.realm;
  });
