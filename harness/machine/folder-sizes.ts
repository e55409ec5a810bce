import { runCommand, type RunCommand } from './run-command.ts';

/**
 * Bytes on disk of each folder, measured by `du`, which reads an n8n of 150 000 files in a second.
 * When several of the folders share a file by a hard link, it counts only for the first one. A
 * folder that does not exist is left out.
 */
export async function folderSizes(
  folders: readonly string[],
  run: RunCommand = runCommand,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, number>> {
  if (folders.length === 0) return new Map();
  const { stdout } = await run({
    file: 'du',
    args: ['-sk', ...folders],
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    signal,
  });
  const lines = stdout.split('\n').flatMap((line) => {
    const [, kilobytes, folder] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return kilobytes === undefined || folder === undefined
      ? []
      : [[folder, Number(kilobytes) * 1024] as const];
  });
  return new Map(lines);
}

/** Folders that were removed, and the bytes that are free again. */
export interface Removed {
  readonly folders: number;
  readonly bytes: number;
}

/** What is removed when these folders are; to be measured before. */
export async function measured(folders: readonly string[]): Promise<Removed> {
  const sizes = await folderSizes(folders);
  return { folders: folders.length, bytes: [...sizes.values()].reduce((all, one) => all + one, 0) };
}
