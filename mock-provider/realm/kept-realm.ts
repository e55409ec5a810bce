import type { FaultChain } from '../faults/engine/fault-chain.ts';
import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { ClockMemory } from '../store/clock.ts';
import type { RawTokenSource } from '../store/raw-token.ts';
import { recallMemory, takeMemory, type RealmMemory } from './realm-memory.ts';
import type { RealmState } from './realm-state.ts';

/**
 * A realm as it is kept over a restart: everything but its ledger, its snapshots and its open
 * authorization codes.
 */
export interface KeptRealm {
  readonly name: string;
  readonly seed: number;
  readonly preset: PresetName | undefined;
  readonly memory: RealmMemory;
  readonly rawTokens: RawTokenSource['memory'];
  /** Without the skew that faults in force had made. */
  readonly clock: ClockMemory;
  readonly faults: readonly Pick<FaultHandle, 'name' | 'options'>[];
  /** Faults ever injected. */
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
    // A copy: the source's own key is not for others to write on.
    rawTokens: { key: Uint8Array.from(key), drawn },
    clock: { ...stands, skewMs: { ...skewMs, issuer: skewMs.issuer - byFaults } },
    faults: faults.lasting.map((fault) => ({ name: fault.name, options: fault.options })),
    injected: faults.injected,
  };
}

/**
 * Fills a new realm, whose clock was made for it. Faults come before the tokens: a clock fault must
 * not let tokens lapse on its way in, and one that strikes at once has struck before the restart.
 * @throws ProviderError on a fault there is no more
 */
export function recallRealm({ state, faults }: Parts, kept: KeptRealm): void {
  state.rawTokens.memory = kept.rawTokens;
  state.clock.recall(kept.clock);
  faults.goOnAfter(kept.injected, kept.faults);
  // The policy the realm was made with is the kept one, checked.
  recallMemory(state, { ...kept.memory, policy: state.policy.own });
  for (const { id, name, secret } of state.clients.list)
    if (secret !== '') state.secrets.addClient(id, secret, `client secret of ${name}`);
}
