import type { CheckerName } from './checker-name.ts';
import type { Finding } from './finding.ts';
import type { History } from './history.ts';

/** An invariant, decided from a history alone. A `check` that throws counts as unknown. */
export interface Checker {
  readonly name: CheckerName;
  /** The invariant as one sentence. */
  readonly invariant: string;
  /** RFC section or reason why users need it. */
  readonly basis: string;
  check(history: History): Finding;
}
