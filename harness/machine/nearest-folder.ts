import { existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder itself, or the nearest one above it that exists. */
export function nearestFolder(folder: string): string {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  return existing;
}

/**
 * Makes sure that a folder can be written to, or made, by making and removing one beside it. Asking
 * for permissions is not enough: root may do everything, and still nobody can make a folder in
 * /proc, where a recursive mkdir never ends.
 * @throws the file system's error
 */
export function tryWriting(folder: string): void {
  const nearest = nearestFolder(folder);
  if (!statSync(nearest).isDirectory()) throw new Error(`${nearest} is a file`);
  rmdirSync(mkdtempSync(join(nearest, '.oauth-chaos-')));
}
