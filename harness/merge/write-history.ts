import { constants, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stored } from '../machine/storage-error.ts';
import type { HistorySource } from './part.ts';

/**
 * Writes a history; nothing is written over: a file that is there is an error.
 * @throws HarnessError `storage-failed`
 */
export function writeHistory(path: string, source: HistorySource): void {
  stored('create', dirname(path), () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
  stored('write', path, () => {
    if ('bytes' in source) writeFileSync(path, source.bytes, { flag: 'wx', mode: 0o600 });
    else copyFileSync(source.file, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  });
}
