import type { CheckerName } from '../../check/checkers/index.ts';
import type { CorrectClient } from '../../reference-clients/correct-client.ts';

/** A reference client that makes one mistake, and the checker that must find the mistake. */
export interface WrongClient {
  readonly create: () => CorrectClient;
  /** The checker that exists for this mistake. */
  readonly caughtBy: CheckerName;
  /** A scenario in which the checker must find it. */
  readonly caughtIn: string;
}
