import type { RealmEvent } from '../../mock-provider/index.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** Carries out a plan in another way than one step after the other. */
export interface Course {
  /** Carries out all of the plan. */
  carryOut(run: ScenarioRun): Promise<void>;
  /** What the history keeps when the realm tells of an event: it, nothing, or more. */
  admit(event: RealmEvent): readonly RealmEvent[];
}
