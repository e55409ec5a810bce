import { mkdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeFileWhole } from '../../machine/atomic-write.ts';
import { storageError, stored } from '../../machine/storage-error.ts';

/** Mode of a file that the user asked for at a place of their own, before the umask. */
const MODE_OF_USER = 0o666;

export interface ReportPlace {
  /** From the command line; `-` is standard output, undefined the default place. */
  readonly path: string | undefined;
  readonly runDirectory: string;
  readonly cwd: string;
  readonly out: { write(content: string | Uint8Array): unknown };
}

/**
 * Writes a report, so that nobody finds half of one: beside its place, then by a rename. What is no
 * file (`/dev/stdout`, a named pipe) is written as it is.
 * @returns the file that was written; none for standard output
 * @throws HarnessError `storage-failed`
 */
export async function saveReport(
  name: string,
  content: string | Uint8Array,
  { path, runDirectory, cwd, out }: ReportPlace,
): Promise<readonly string[]> {
  if (path === '-') {
    out.write(content);
    return [];
  }
  if (path === undefined) {
    const file = join(runDirectory, name);
    writeFileWhole(file, content);
    return [file];
  }
  const file = resolve(cwd, path);
  const found = stored('write', file, () => statSync(file, { throwIfNoEntry: false }));
  if (found !== undefined && !found.isFile()) {
    await writeFile(file, content).catch((cause: unknown) => {
      throw storageError('write', file, cause);
    });
  } else {
    stored('create', dirname(file), () => mkdirSync(dirname(file), { recursive: true }));
    writeFileWhole(file, content, found?.mode ?? MODE_OF_USER & ~process.umask());
  }
  return [file];
}
