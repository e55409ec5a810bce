import { getSystemErrorMessage } from 'node:util';

/** Why a file could not be read, as the end of a sentence, in words instead of `ENOENT`. */
export function whyUnreadable(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code, errno } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EISDIR') return 'it is a folder';
  return errno === undefined ? cause.message : (getSystemErrorMessage(errno) ?? cause.message);
}
