import type { ClientFailure } from '../../reference-clients/client-failure.ts';
import { RepeatsTokenRequests } from './repeats-token-requests.ts';

const FIRST_PAUSE_MS = 250;

/**
 * Tries again after a failure that may be over soon, after a pause that doubles each time: a broken
 * connection, a server error (RFC 9110 §15.6), or a throttle that does not say for how long.
 */
export class BacksOff extends RepeatsTokenRequests {
  protected override pauseMs(failure: ClientFailure, tries: number): number | undefined {
    const { httpStatus, waitMs } = failure;
    const passing = httpStatus === undefined || httpStatus >= 500 || httpStatus === 429;
    return passing && waitMs === undefined ? FIRST_PAUSE_MS * 2 ** (tries - 1) : undefined;
  }
}
