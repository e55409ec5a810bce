import { nearestFolder, tryWriting } from '../../machine/nearest-folder.ts';
import { usageError } from '../../model/usage-error.ts';

/**
 * Checks that a folder can be written to, or created. Leaves nothing behind.
 * @throws HarnessError `usage`
 */
export function requireWritable(directory: string, option: string): void {
  try {
    tryWriting(directory);
  } catch {
    throw usageError(
      `Could not use ${option} ${directory}: nothing can be written to ${nearestFolder(directory)}.`,
      'Choose another folder with --output.',
    );
  }
}
