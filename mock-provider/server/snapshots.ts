import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import { ProviderError } from '../model/provider-error.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { RealmMemory } from '../realm/realm-memory.ts';
import type { RealmSnapshot } from '../realm/realm.ts';

/** What a snapshot contains. */
interface Kept {
  readonly takenAtMs: number;
  readonly memory: RealmMemory;
  readonly faults: readonly FaultHandle[];
  readonly preset: PresetName | undefined;
}

/** The snapshots of one realm, named s1, s2, … */
export class Snapshots {
  readonly #realm: string;
  readonly #kept = new Map<string, Kept>();

  constructor(realm: string) {
    this.#realm = realm;
  }

  take(kept: Kept): RealmSnapshot {
    const id = `s${this.#kept.size + 1}`;
    this.#kept.set(id, kept);
    return { id, takenAtMs: kept.takenAtMs };
  }

  get list(): readonly RealmSnapshot[] {
    return [...this.#kept].map(([id, { takenAtMs }]) => ({ id, takenAtMs }));
  }

  /** @throws ProviderError `unknown-snapshot` */
  find(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept;
    throw new ProviderError(
      'unknown-snapshot',
      `Could not restore realm '${this.#realm}': there is no snapshot '${id}'.`,
      { hint: `Its snapshots are ${[...this.#kept.keys()].join(', ') || 'none'}.` },
    );
  }
}
