import { constants } from 'node:fs';
import { access, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Copies an installed n8n, file by file: the install itself consists of hard links into a store
 * that every version shares. A copy that is already there is used again.
 * @param onCopy called before copying, which takes minutes
 */
export async function privateCopy(
  installed: string,
  copy: string,
  onCopy: () => void,
): Promise<void> {
  const there = await access(copy).then(
    () => true,
    () => false,
  );
  if (there) return;
  onCopy();
  // Renamed at the end, so that half a copy is never taken for one.
  const partial = `${copy}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(copy), { recursive: true });
  await cp(installed, partial, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
  await rename(partial, copy);
}
