import type { FaultChain } from '../faults/engine/fault-chain.ts';
import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { ClockMemory } from '../store/clock.ts';
import type { RawTokenSource } from '../store/raw-token.ts';
import { recallMemory, takeMemory, type RealmMemory } from './realm-memory.ts';
import type { RealmState } from './realm-state.ts';

/**
 * A realm as it is kept for a restart of the provider. The ledger, the snapshots and the open
 * authorization codes are not kept.
 */
export interface KeptRealm {
  readonly name: string;
  readonly seed: number;
  readonly preset: PresetName | undefined;
  readonly memory: RealmMemory;
  readonly rawTokens: RawTokenSource['memory'];
  /**
   * Without the skew that the faults in force have added. Injecting these faults again adds it
   * again.
   */
  readonly clock: ClockMemory;
  readonly faults: readonly Pick<FaultHandle, 'name' | 'options'>[];
  /** How many faults were ever injected. */
  readonly injected: number;
}

interface Parts {
  readonly state: RealmState;
  readonly faults: FaultChain;
}

export function keepRealm({
  name,
  preset,
  state,
  faults,
}: Parts & Pick<KeptRealm, 'name' | 'preset'>): KeptRealm {
  const { clock } = state;
  const { key, drawn } = state.rawTokens.memory;
  const { skewMs, ...stands } = clock.memory;
  const byFaults = state.grants.skews.reduce((sum, { byMs }) => sum + byMs, 0);
  return {
    name,
    seed: state.seed,
    preset,
    memory: takeMemory(state),
    // A copy, so that nobody can change the key that the realm uses.
    rawTokens: { key: Uint8Array.from(key), drawn },
    clock: { ...stands, skewMs: { ...skewMs, issuer: skewMs.issuer - byFaults } },
    faults: faults.lasting.map((fault) => ({ name: fault.name, options: fault.options })),
    injected: faults.injected,
  };
}

/**
 * Fills a new realm with a kept one; the caller has already created its clock. The faults are
 * injected before the tokens are restored, for two reasons. A clock fault must not make tokens
 * expire when it is injected again. And a fault that strikes when it is injected must not strike
 * the restored tokens, because it has struck before the restart already.
 * @throws ProviderError on a fault there is no more
 */
export function recallRealm({ state, faults }: Parts, kept: KeptRealm): void {
  state.rawTokens.memory = kept.rawTokens;
  state.clock.recall(kept.clock);
  faults.goOnAfter(kept.injected, kept.faults);
  // The realm was created with the kept policy, which was checked then.
  recallMemory(state, { ...kept.memory, policy: state.policy.own });
  for (const { id, name, secret } of state.clients.list)
    if (secret !== '') state.secrets.addClient(id, secret, `client secret of ${name}`);
}
