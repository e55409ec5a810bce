import type { LogMark, LogPart } from '../../model/client.ts';
import { logSize, readLogSince } from './log-file.ts';
import type { Service } from './service.ts';

/**
 * Reads the logs of several services since a mark, each one separately. With `end` it reads nothing
 * and returns the mark of the current end.
 */
export async function readLogs(
  services: readonly Pick<Service, 'name' | 'logFile'>[],
  since: LogMark | 'end',
): Promise<LogPart> {
  const read = await Promise.all(
    services.map(async ({ name, logFile }) => {
      if (since === 'end') return { name, text: '', endByte: await logSize(logFile) };
      return { name, ...(await readLogSince(logFile, since[name] ?? 0)) };
    }),
  );
  return {
    texts: read.map(({ name, text }) => ({ process: name, text })),
    mark: Object.fromEntries(read.map(({ name, endByte }) => [name, endByte])),
  };
}
