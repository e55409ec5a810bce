import writeFileAtomic from 'write-file-atomic';
import { stored } from './storage-error.ts';

/**
 * Writes a value as indented JSON so that nobody ever sees a half-written file, not even when this
 * process is killed: the text goes to a second file, which then gets the name by a rename. The text
 * is not forced to the disk (no fsync), because this protects against killed processes, not against
 * power cuts. Nobody but its owner may read a new file.
 * @throws HarnessError `storage-failed`; the earlier content is untouched then
 */
export function writeJsonAtomic(path: string, value: unknown): void {
  writeFileWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * As {@link writeJsonAtomic}, for a text or for bytes.
 * @param mode permissions of the file
 * @throws HarnessError `storage-failed`; the earlier content is untouched then
 */
export function writeFileWhole(path: string, content: string | Uint8Array, mode = 0o600): void {
  const data = typeof content === 'string' ? content : asBuffer(content);
  stored('write', path, () => writeFileAtomic.sync(path, data, { fsync: false, mode }));
}

/** The same bytes; write-file-atomic takes them as nothing else. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
