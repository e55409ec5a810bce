import type { Baseline } from '../model/baseline.ts';
import type { Progress } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { RunStore } from '../store/run-store.ts';

/** A baseline and the name it is known by. */
export interface NamedBaseline {
  readonly name: string;
  readonly baseline: Baseline;
}

export interface SuiteOptions {
  readonly store: RunStore;
  readonly scenarios: readonly PlannedScenario[];
  readonly targets: readonly Target[];
  readonly baselineFor: (n8nVersion: string) => NamedBaseline | undefined;
  /** Scenario runs at once on one target. */
  readonly parallel: number;
  readonly repeat: number;
  /** Stop at the first unexpected failure. */
  readonly bail: boolean;
  /** Offers the provider's console for as long as the suite runs, and tells where. */
  readonly console?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
