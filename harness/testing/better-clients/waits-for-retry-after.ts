import type { ClientFailure } from '../../reference-clients/client-failure.ts';
import { RepeatsTokenRequests } from './repeats-token-requests.ts';

/** An execution should not wait longer than this by itself. */
const LONGEST_WAIT_MS = 10_000;

/** Waits as long as Retry-After says (RFC 9110 §10.2.3) and tries again. */
export class WaitsForRetryAfter extends RepeatsTokenRequests {
  protected override pauseMs({ waitMs }: ClientFailure): number | undefined {
    return waitMs !== undefined && waitMs <= LONGEST_WAIT_MS ? waitMs : undefined;
  }
}
