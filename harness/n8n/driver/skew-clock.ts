import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { observeClockOffset } from './clock-evidence.ts';
import { writeClockOffset } from './clock-shim/clock-file.ts';

/** The shim reads its file every 100 ms. The rest of the time limit is for a busy machine. */
const SKEW_WITHIN_MS = 30_000;

/** Two readings of the same clock, rounded to milliseconds, may differ by this much. */
const ROUNDING_MS = 5;

/**
 * Sets the offset of n8n's clock from the real time, and waits until n8n writes time stamps with
 * this offset.
 * @throws HarnessError `clock-not-moved`
 */
export async function skewClock(
  clockFile: string,
  offsetMs: number,
  rest: RestClient,
  signal: AbortSignal,
  withinMs = SKEW_WITHIN_MS,
): Promise<void> {
  writeClockOffset(clockFile, offsetMs);
  const seen = await poll(
    async () => {
      const { atLeastMs, atMostMs } = await observeClockOffset(rest, signal);
      return atLeastMs - ROUNDING_MS <= offsetMs && offsetMs <= atMostMs + ROUNDING_MS
        ? true
        : undefined;
    },
    { withinMs, everyMs: 100, signal },
  );
  if (seen === undefined)
    throw new HarnessError(
      'clock-not-moved',
      `Could not move n8n's clock by ${offsetMs} ms: what n8n wrote still bore another time after ${withinMs / 1_000} s.`,
    );
}
