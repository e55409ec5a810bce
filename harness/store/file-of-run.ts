import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import { storageReason, stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import { FILES } from './layout.ts';

/**
 * The path of a file that belongs to a run. A run may come from somebody else: what its files name
 * must not lead out of its folder, neither by its text nor by a link, and a pipe or a device would
 * be waited for without end.
 * @param name as the run's own files write it, relative to the folder
 * @returns an absolute path; of a file that is not there, the one it would have
 * @throws HarnessError `run-damaged` (exit 64)
 */
export function fileOfRun(directory: string, name: string): string {
  const path = join(directory, name);
  if (leadsOut(directory, path)) throw damaged(name, 'it leads out of the folder of the run');
  const found = inWords(name, () => statSync(path, { throwIfNoEntry: false }));
  if (found === undefined) return path;
  if (inWords(name, () => leadsOut(realpathSync(directory), realpathSync(path))))
    throw damaged(name, 'it is a link out of the folder of the run');
  if (!found.isFile()) throw damaged(name, 'it is no file');
  return path;
}

/** A name may be one that the file system itself refuses. */
function inWords<T>(name: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    throw damaged(name, storageReason(cause), cause);
  }
}

/**
 * Checks that what reporters and `recheck --write` write into the folder of a run would be written
 * there: a link of that name would have somebody else's file replaced. A run makes no links beside
 * its results, whatever the names of reports are.
 * @throws HarnessError `run-damaged` (exit 64)
 */
export function checkWritten(directory: string): void {
  const entries = stored('read', directory, () => readdirSync(directory, { withFileTypes: true }));
  for (const entry of entries) {
    // No report can take the place of a folder, and none is read through a link.
    if (leadsToFolder(directory, entry)) continue;
    if (entry.isSymbolicLink()) throw damaged(entry.name, 'it is a link');
    if (!entry.isFile() && (!entry.isDirectory() || entry.name === FILES.results))
      throw damaged(entry.name, 'it is no file');
  }
}

/** A link to itself leads nowhere. */
function leadsToFolder(directory: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink() || entry.name === FILES.results) return false;
  try {
    return statSync(join(directory, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

function leadsOut(directory: string, path: string): boolean {
  const from = relative(directory, path);
  return from === '' || from.startsWith('..') || from.startsWith('/');
}

const LONGEST_NAME = 200;

function damaged(name: string, reason: string, cause?: unknown): HarnessError {
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  return new HarnessError('run-damaged', `Could not read '${shown}' of the run: ${reason}.`, {
    hint: 'The folder was changed after the run. Take an untouched copy.',
    cause,
    exitCode: 64,
  });
}
