import { test as base } from 'vitest';
import type { PolicyInput } from './policy/policy.ts';
import type { PresetChoice } from './policy/preset-choice.ts';
import type { Realm, RealmCreation } from './realm/realm.ts';
import { startProvider } from './server/server.ts';

/** How the realm of a test begins: settings or a preset, and a seed. */
export interface RealmBeginning extends RealmCreation {
  readonly policy?: PolicyInput | PresetChoice;
}

let realms = 0;

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
  .extend(
    'realm',
    ({ provider, realmBeginning: { policy = {}, ...options } }, { onCleanup }): Realm => {
      realms += 1;
      const realm = provider.createRealm(`test-${realms}`, policy, options);
      onCleanup(() => provider.dropRealm(realm.name));
      return realm;
    },
  );
