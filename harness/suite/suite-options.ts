import type { Baseline } from '../model/baseline.ts';
import type { Progress } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { RunStore } from '../store/run-store.ts';

/** A baseline and the name under which it is shown. */
export interface NamedBaseline {
  readonly name: string;
  readonly baseline: Baseline;
}

export interface SuiteOptions {
  readonly store: RunStore;
  readonly scenarios: readonly PlannedScenario[];
  readonly targets: readonly Target[];
  readonly baselineFor: (n8nVersion: string) => NamedBaseline | undefined;
  /** How many scenarios run at the same time on one target. */
  readonly parallel: number;
  readonly repeat: number;
  /** True when the suite stops at the first unexpected failure. */
  readonly bail: boolean;
  /** True when an invariant that nobody could look at makes a scenario inconclusive. */
  readonly strict?: boolean;
  /** Offers the provider's console while the suite runs, and prints its address. */
  readonly console?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
