import type { RunCommand } from '../../machine/run-command.ts';

/**
 * Bytes on disk of each folder, measured by `du`, which reads an n8n of 150 000 files in a second.
 * When several of the folders share a file by a hard link, it counts only for the first one. A
 * folder that does not exist is left out.
 */
export async function folderSizes(
  folders: readonly string[],
  run: RunCommand,
  signal: AbortSignal,
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
