import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { stored } from './storage-error.ts';

let counter = 0;

/**
 * Writes a file so that a reader, or a process killed half-way, never sees half of it: the text
 * goes to a file beside it, which then takes the name.
 * @throws HarnessError `storage-failed`; the earlier content is untouched then
 */
function writeFileAtomic(path: string, text: string): void {
  counter += 1;
  const beside = `${path}.${process.pid}-${counter}.tmp`;
  stored('write', path, () => {
    try {
      writeFileSync(beside, text);
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

/** {@link writeFileAtomic} of a value as indented JSON. */
export function writeJsonAtomic(path: string, value: unknown): void {
  writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
}
