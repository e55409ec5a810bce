import { existsSync, readdirSync } from 'node:fs';
import { nearestFolder, tryWriting } from '../../machine/nearest-folder.ts';
import { usageError } from '../../model/usage-error.ts';

/**
 * Checks that a folder can be written to, or created. Leaves nothing behind.
 * @throws HarnessError `usage`
 */
function requireWritable(directory: string, option: string): void {
  try {
    tryWriting(directory);
  } catch {
    throw usageError(
      `Could not use ${option} ${directory}: nothing can be written to ${nearestFolder(directory)}.`,
      'Choose another folder with --output.',
    );
  }
}

/**
 * Checks that a run can be written to a folder without writing over anything.
 * @throws HarnessError `usage`
 */
export function requireFreshFolder(directory: string): void {
  requireWritable(directory, '--output');
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw usageError(
      `Could not use --output ${directory}: it is not empty.`,
      'Choose a new folder; a run never writes over another.',
    );
}
