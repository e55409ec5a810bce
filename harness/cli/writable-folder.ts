import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { usageError } from './usage-error.ts';

/** Makes sure that a folder can be written to, or made, without touching anything. @throws HarnessError `usage` */
export function requireWritable(directory: string, option: string): void {
  let existing = directory;
  while (!existsSync(existing)) existing = dirname(existing);
  if (!statSync(existing).isDirectory()) throw usageError(`Could not use ${option} ${directory}: ${existing} is a file.`, 'Choose a folder.');
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    throw usageError(`Could not use ${option} ${directory}: you may not write to ${existing}.`, 'Choose another folder with --output.');
  }
}
