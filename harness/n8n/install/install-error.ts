import { HarnessError } from '../../model/error.ts';

/**
 * The error `Could not install n8n <version>: <reason>.` with exit code 75 (the target could not be
 * started).
 */
export function installError(
  code: string,
  version: string,
  reason: string,
  options: { hint?: string; cause?: unknown } = {},
): HarnessError {
  return new HarnessError(code, `Could not install n8n ${version}: ${reason}.`, {
    ...options,
    exitCode: 75,
  });
}
