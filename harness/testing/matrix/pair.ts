import type { Judgement } from '../../check/judge.ts';
import type { WrongClientName } from '../wrong-clients/index.ts';

/** A client in a scenario. The correct client is tried as well: what it fails tells nothing. */
export interface Pair {
  readonly client: WrongClientName | 'correct';
  readonly scenario: string;
}

/** What came of a pair. */
export interface PairOutcome extends Pair {
  /** `error`: the run broke off, and says nothing of the client. */
  readonly verdict: Judgement['verdict'] | 'error';
  /** Names of the checkers that were violated. */
  readonly violated: readonly string[];
  /** Names of the checkers that decided something. */
  readonly decided: readonly string[];
}

/** What a worker is told: which of all pairs are its own. */
export interface Share {
  readonly pairs: readonly Pair[];
  /** So many at a time; they mostly wait. */
  readonly atOnce: number;
}
