import { toMs, type Duration } from '../../model/duration.ts';

/**
 * `Retry-After` in whole seconds, rounded up (RFC 9110 §10.2.3); no header for null or nothing.
 * @param nowMs makes it a date on the clock that says so
 */
export function retryAfterHeader(
  wait: Duration | null | undefined,
  nowMs?: number,
): Record<string, string> {
  if (wait === null || wait === undefined) return {};
  if (nowMs === undefined) return { 'retry-after': String(Math.ceil(toMs(wait) / 1_000)) };
  return { 'retry-after': new Date(Math.ceil((nowMs + toMs(wait)) / 1_000) * 1_000).toUTCString() };
}
