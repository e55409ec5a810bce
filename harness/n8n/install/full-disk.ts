import { statfs } from 'node:fs/promises';
import { HarnessError } from '../../model/error.ts';
import { installError } from './install-error.ts';

/** With less than this nothing can be installed, whatever has failed first. */
const ALMOST_NOTHING_BYTES = 16 * 1024 ** 2;

/** What to do about a disk that is full. */
export const FREE_SOME_SPACE =
  'Remove versions (oauth-chaos n8n remove <version>), or set OAUTH_CHAOS_CACHE to a folder on another disk.';

/** True for an error of the file system that says there is no room left. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

/** How many bytes may still be written to the disk of a folder. */
export async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * The error that an installation ends with. Programs that run out of room say so in many ways, or
 * not at all: so the disk is asked.
 * @returns HarnessError `disk-full` when the disk of the folder is full, otherwise the error itself
 */
export async function orDiskFull(
  error: unknown,
  version: string,
  folder: string,
  freeBytes: (folder: string) => Promise<number> = freeOn,
): Promise<unknown> {
  if (error instanceof HarnessError && error.code === 'disk-full') return error;
  const full =
    isFull(error) || (await freeBytes(folder).catch(() => Infinity)) < ALMOST_NOTHING_BYTES;
  return full
    ? installError('disk-full', version, `the disk of the cache folder ${folder} is full`, {
        hint: FREE_SOME_SPACE,
        cause: error,
      })
    : error;
}
