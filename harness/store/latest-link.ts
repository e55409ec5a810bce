import { randomBytes } from 'node:crypto';
import {
  existsSync,
  readlinkSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storageError, stored } from '../machine/storage-error.ts';
import { FILES } from './layout.ts';

/** Name of the link to the newest run, in the folder that holds the runs. */
export const LATEST = 'latest';

/** The link to the newest run, as a new run uses it. */
export interface LatestLink {
  /**
   * Makes `latest` point to the run, which has begun. Where a newer run has come since, the link is
   * that run's.
   * @throws HarnessError `storage-failed`
   */
  begun(): void;
}

/**
 * Takes `latest` away, because the run whose folder was just made is the newest now. Until it has
 * begun there is no `latest`: the older run's results would be read as those of this one.
 * @throws HarnessError `storage-failed`, for instance when `latest` is a folder of its own
 */
export function withdrawLatest(runDirectory: string): LatestLink {
  const folder = dirname(runDirectory);
  const link = join(folder, LATEST);
  const before = new Set(readdirSync(folder));
  // Not by time: a clock may be set back.
  const hasNewer = (): boolean =>
    readdirSync(folder).some(
      (name) => !before.has(name) && name !== LATEST && existsSync(join(folder, name, FILES.run)),
    );
  stored('remove', link, () => removeLink(link));
  return {
    begun() {
      if (hasNewer()) return;
      pointTo(link, runDirectory);
      // A run that came meanwhile may have taken the link away before it was made.
      if (hasNewer() && targetOf(link) === basename(runDirectory))
        stored('remove', link, () => removeLink(link));
    },
  };
}

/** A rename replaces an old link, so another process never finds half of one. */
function pointTo(link: string, runDirectory: string): void {
  const beside = `${link}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    symlinkSync(basename(runDirectory), beside);
    renameSync(beside, link);
  } catch (error) {
    rmSync(beside, { force: true });
    throw storageError('replace', link, error);
  }
}

/** Where a link leads; undefined when there is none. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

function removeLink(link: string): void {
  try {
    unlinkSync(link);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
