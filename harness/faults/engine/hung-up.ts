import { pollAborted } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import type { Struck } from './moment.ts';

const HANGS_UP_WITHIN_MS = 10_000;

/**
 * Waits until the provider has seen that the killed process's connection is closed. Before that,
 * the provider would continue as if the process still received its answer.
 */
export async function hungUp({ gone }: Struck, signal: AbortSignal): Promise<void> {
  const seen = await pollAborted(gone, { withinMs: HANGS_UP_WITHIN_MS, everyMs: 5, signal });
  if (seen === undefined)
    throw new HarnessError(
      'kill-unseen',
      `Could not kill n8n in the middle of its refresh: its connection was still open ${HANGS_UP_WITHIN_MS / 1_000} s later.`,
    );
}
