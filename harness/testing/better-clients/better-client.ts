import type { Duration } from '../../../mock-provider/index.ts';
import type { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { Occasion } from './occasions.ts';

/**
 * A reference client that does more than it must. Every scenario that it can take part in has to
 * let it pass: an expectation that demands the failures of a simpler client is wrong.
 */
export interface BetterClient {
  readonly create: () => CorrectClient;
  /** Why a scenario that holds several calls at a gate does not fit; missing when it does. */
  readonly notAtGates?: string;
  /** Why a scenario in which a call has to be overtaken does not fit; missing when it does. */
  readonly notOvertaken?: string;
  /** How long a gate that it never fills holds it; missing where it fills gates. */
  readonly heldFor?: Duration;
  /** What has to happen before it does anything of its own; missing when it always does. */
  readonly actsWhen?: Occasion;
  /** Themes of the scenarios in which it does anything of its own; missing when in all. */
  readonly themes?: readonly string[];
}
