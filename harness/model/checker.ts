import type { Finding } from './finding.ts';
import type { History } from './history.ts';

/** An invariant, decided from a history alone. A `check` that throws counts as unknown. */
export interface Checker<Name extends string = string> {
  readonly name: Name;
  /** The invariant as one sentence. */
  readonly invariant: string;
  /** RFC section or reason why users need it. */
  readonly basis: string;
  check(history: History): Finding;
}

/** Declares a checker; the name keeps its literal type. */
export const defineChecker = <const Name extends string>(checker: Checker<Name>): Checker<Name> =>
  checker;
