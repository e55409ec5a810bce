import type { PolicyInput } from './policy/policy.ts';
import type { PresetChoice } from './policy/preset-choice.ts';
import type { Provider } from './realm/provider.ts';
import type { Realm, RealmCreation } from './realm/realm.ts';

/** How the realm of a test begins: settings or a preset, and a seed. */
export interface RealmBeginning extends RealmCreation {
  readonly policy?: PolicyInput | PresetChoice;
}

let realms = 0;

/** Creates a realm for one test; nothing is left of it when it is disposed. */
export function openTestRealm(
  provider: Provider,
  { policy = {}, ...options }: RealmBeginning,
): { readonly realm: Realm } & Disposable {
  realms += 1;
  const realm = provider.createRealm(`test-${realms}`, policy, options);
  return { realm, [Symbol.dispose]: () => provider.dropRealm(realm.name) };
}
