import type { Finding } from './finding.ts';
import type { History } from './history.ts';

/**
 * Decides from the history alone whether an invariant holds. When `check` throws, its finding is
 * `unknown`.
 */
export interface Checker<Name extends string = string> {
  readonly name: Name;
  /**
   * `safety`: something bad must not happen. It is judged on whatever the history holds, and a
   * violation makes the run a failure whatever else went wrong. `recovery`: something good must
   * happen after a fault. It means something only when the fault was met and all was well before.
   */
  readonly judges: 'safety' | 'recovery';
  /** The invariant as one sentence. */
  readonly invariant: string;
  /** The RFC section that requires the invariant, or the reason why users need it. */
  readonly basis: string;
  check(history: History): Finding;
}

/** Declares a checker; the name keeps its literal type. */
export const defineChecker = <const Name extends string>(checker: Checker<Name>): Checker<Name> =>
  checker;
