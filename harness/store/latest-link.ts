import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storageError } from '../machine/storage-error.ts';

/** Name of the link beside the runs that leads to the newest one. */
export const LATEST = 'latest';

/**
 * Lets `latest` beside a run's folder lead to it. Another process never finds the link missing: the
 * new one takes the old one's name in one move.
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
