import type { CheckerName } from '../../check/checkers/index.ts';
import type { StartOptions } from '../../model/target.ts';
import type { CorrectClient } from '../../reference-clients/correct-client.ts';

/** A reference client that makes one mistake, and the checker that must find the mistake. */
export interface WrongClient {
  /** `onProcess` is told of the ends of the client's process. */
  readonly create: (onProcess: StartOptions['onProcess']) => CorrectClient;
  /** The checker that exists for this mistake. */
  readonly caughtBy: CheckerName;
  /** A scenario in which the checker must find it. */
  readonly caughtIn: string;
}
