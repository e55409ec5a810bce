import { existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder itself, or its nearest parent folder that exists. */
export function nearestFolder(folder: string): string {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  return existing;
}

/**
 * Checks that a folder can be written to, or created, by creating and removing a folder there.
 * Reading its permissions is not enough: root has all permissions, and still nobody can create a
 * folder in /proc, where a recursive mkdir never ends.
 * @throws the file system's error
 */
export function tryWriting(folder: string): void {
  const nearest = nearestFolder(folder);
  if (!statSync(nearest).isDirectory()) throw new Error(`${nearest} is a file`);
  rmdirSync(mkdtempSync(join(nearest, '.oauth-chaos-')));
}
