import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes on disk of a folder, each hard-linked file counted once; 0 when it does not exist. Follows no links. */
export async function folderSize(folder: string, seen: Set<number> = new Set()): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderSize(path, seen);
    else if (entry.isFile()) {
      const { ino, blocks } = await lstat(path);
      if (!seen.has(ino)) bytes += blocks * 512;
      seen.add(ino);
    }
  }
  return bytes;
}
