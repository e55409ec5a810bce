import { ControlError } from '../control/control-error.ts';

/**
 * Converts any error into a `ControlError`: the provider's own, or one that says the provider could
 * not be reached.
 */
export function asControlError(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  return new ControlError(
    0,
    'internal-error',
    `Could not reach the provider: ${error instanceof Error ? error.message : String(error)}.`,
    { hint: 'Is it still running?' },
  );
}
