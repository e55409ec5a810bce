import { toMs, type Duration } from '../duration.ts';

/** `Retry-After` in whole seconds, rounded up (RFC 9110 §10.2.3); no header for null or nothing. */
export function retryAfterHeader(wait: Duration | null | undefined): Record<string, string> {
  return wait === null || wait === undefined ? {} : { 'retry-after': String(Math.ceil(toMs(wait) / 1_000)) };
}
