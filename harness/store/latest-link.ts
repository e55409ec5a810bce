import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storageError } from '../machine/storage-error.ts';

/** Name of the link to the newest run, in the folder that holds the runs. */
export const LATEST = 'latest';

/**
 * Makes `latest` point to a run. A rename replaces the old link, so another process never finds the
 * link missing.
 * @throws HarnessError `storage-failed`, for instance when `latest` is a folder of its own
 */
export function pointLatestTo(runDirectory: string): void {
  const link = join(dirname(runDirectory), LATEST);
  const beside = `${link}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    symlinkSync(basename(runDirectory), beside);
    renameSync(beside, link);
  } catch (error) {
    rmSync(beside, { force: true });
    throw storageError('replace', link, error);
  }
}
