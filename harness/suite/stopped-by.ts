import { HarnessError } from '../model/error.ts';
import type { Stopped } from '../model/results.ts';

/** What the results say of an error or an interruption that ended a run. */
export function stoppedBy(cause: unknown, signal: AbortSignal): Stopped {
  if (signal.aborted)
    return { by: 'interruption', message: 'The run was interrupted.', exitCode: 130 };
  const exitCode = cause instanceof HarnessError ? cause.exitCode : 70;
  // The lines after the first are those of n8n's log.
  const [message = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return { by: exitCode === 75 ? 'target' : 'error', message, exitCode };
}
