import { usageError } from '../model/usage-error.ts';

/** How much load there may be. n8n keeps each execution; more would fill a machine. */
const LOAD_LIMITS = {
  /** Calls per second. */
  rate: { min: 1, max: 1_000 },
  durationMs: { min: 5_000, max: 30 * 60_000 },
  calls: 600_000,
} as const;

/**
 * Refuses a load that would be too large, or too small to say anything.
 * @throws HarnessError `usage`, exit 64
 */
export function requireWithinLimits(rate: number, durationMs: number): void {
  const { rate: rates, durationMs: times, calls } = LOAD_LIMITS;
  if (!Number.isInteger(rate) || rate < rates.min || rate > rates.max)
    throw usageError(
      `Could not plan the load: the rate is ${rate} calls per second.`,
      `Give a whole number from ${rates.min} to ${rates.max}.`,
    );
  if (durationMs < times.min || durationMs > times.max)
    throw usageError(
      `Could not plan the load: it lasts ${durationMs / 1_000} s.`,
      `Give a duration from ${times.min / 1_000}s to ${times.max / 60_000}m.`,
    );
  const planned = (rate * durationMs) / 1_000;
  if (planned > calls)
    throw usageError(
      `Could not plan the load: ${Math.round(planned)} calls are more than ${calls}.`,
      'Lower --rate or --duration.',
    );
}
