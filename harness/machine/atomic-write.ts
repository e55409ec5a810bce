import writeFileAtomic from 'write-file-atomic';
import { stored } from './storage-error.ts';

/**
 * Writes a value as indented JSON, so that a reader, or a process killed half-way, never sees half
 * of it: the text goes to a file beside it, which then takes the name. Not forced to the disk: it
 * is about killed processes, not about power cuts.
 * @throws HarnessError `storage-failed`; the earlier content is untouched then
 */
export function writeJsonAtomic(path: string, value: unknown): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  stored('write', path, () => writeFileAtomic.sync(path, text, { fsync: false }));
}
