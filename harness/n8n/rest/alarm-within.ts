const LEAST_MS = 4_000;
const MOST_MS = 30_000;
const TIMES = 4;

/**
 * How long the error workflow is waited for, in milliseconds. n8n starts it when it has saved the
 * failed execution, and it takes a moment: the longer, the slower this n8n just was. So it gets a
 * multiple of what the failed execution took.
 */
export const alarmWithinMs = (tookMs: number): number =>
  Math.min(MOST_MS, Math.max(LEAST_MS, TIMES * tookMs));
