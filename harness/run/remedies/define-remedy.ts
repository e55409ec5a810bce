import type { RemedyName, RemedyStep } from '../../model/remedy.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/** What an operator does by hand, carried out for real on the client under test. */
export interface Remedy {
  readonly name: RemedyName;
  /**
   * Does it once.
   * @throws when the client does not let it be done, which makes the remedy fail, not the run
   */
  apply(run: ScenarioRun, step: RemedyStep): Promise<void>;
}
