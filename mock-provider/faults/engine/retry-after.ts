import { toMs, type Duration } from '../../model/duration.ts';

/**
 * The header `Retry-After` in whole seconds, rounded up (RFC 9110 §10.2.3). No header when `wait`
 * is null or undefined.
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
