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
 * Vitest's `test` for who tests an OAuth client of their own: `provider` is one per worker, because
 * making its key takes time; `realm` is one per test and dropped afterwards, so that no test sees
 * what another did. Say how it begins by `test.override('realmBeginning', { policy: { preset:
 * 'google' } })`.
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
