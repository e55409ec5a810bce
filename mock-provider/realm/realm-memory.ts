import type { Policy } from '../policy/policy.ts';
import type { RealmState } from './realm-state.ts';

/** Everything that a realm remembers, without its ledger. It contains raw tokens and secrets. */
export interface RealmMemory {
  readonly grants: RealmState['grants']['memory'];
  readonly clients: RealmState['clients']['memory'];
  readonly policy: Policy;
  readonly items: readonly (readonly [string, number])[];
  /** Missing in what an older version remembers. */
  readonly keyedCalls?: readonly (readonly [string, number])[];
}

export function takeMemory(realm: RealmState): RealmMemory {
  return {
    grants: realm.grants.memory,
    clients: realm.clients.memory,
    policy: realm.policy.own,
    items: [...realm.items],
    keyedCalls: [...realm.keyedCalls],
  };
}

/**
 * Replaces everything that a realm remembers. Open authorization codes and device codes are
 * forgotten, because their consents may no longer exist.
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
  realm.keyedCalls.clear();
  for (const [key, call] of memory.keyedCalls ?? []) realm.keyedCalls.set(key, call);
}

/** Forgets every consent, token and client. The policy stays. */
export function forgetEverything(realm: RealmState): void {
  recallMemory(realm, {
    grants: { families: [], opened: 0, lapsed: [] },
    clients: { clients: [], redirectUris: [] },
    policy: realm.policy.own,
    items: [],
  });
}
