import type { Policy } from '../policy/policy.ts';
import type { RealmState } from './realm-state.ts';

/** Everything a realm remembers but its ledger. It holds raw tokens and secrets. */
export interface RealmMemory {
  readonly grants: RealmState['grants']['memory'];
  readonly clients: RealmState['clients']['memory'];
  readonly policy: Policy;
  readonly items: readonly (readonly [string, number])[];
}

export function takeMemory(realm: RealmState): RealmMemory {
  return {
    grants: realm.grants.memory,
    clients: realm.clients.memory,
    policy: realm.policy.own,
    items: [...realm.items],
  };
}

/**
 * Puts a memory in place of what the realm remembers now. Open authorization and device codes are
 * gone: their consents may be, too.
 */
export function recallMemory(realm: RealmState, memory: RealmMemory): void {
  realm.clients.memory = memory.clients;
  realm.policy.replace(memory.policy);
  realm.grants.memory = memory.grants;
  realm.codes.clear();
  realm.consents.clear();
  realm.devices.clear();
  realm.items.clear();
  for (const [item, calls] of memory.items) realm.items.set(item, calls);
}

/** Forgets every consent, token and client; the policy stays. */
export function forgetEverything(realm: RealmState): void {
  recallMemory(realm, {
    grants: { families: [], opened: 0, lapsed: [] },
    clients: { clients: [], redirectUris: [] },
    policy: realm.policy.own,
    items: [],
  });
}
