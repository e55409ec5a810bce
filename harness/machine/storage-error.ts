import { HarnessError } from '../model/error.ts';

const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: [
    'the disk is full',
    'Free some space (`oauth-chaos clean --runs` removes old runs) or choose another folder with --output.',
  ],
  EDQUOT: [
    'the disk quota is used up',
    'Free some space (`oauth-chaos clean --runs` removes old runs) or choose another folder with --output.',
  ],
  EACCES: ['permission denied', 'Choose a folder you may write to with --output.'],
  EPERM: ['the operation is not permitted', 'Choose a folder you may write to with --output.'],
  EROFS: ['the file system is read-only', 'Choose a folder you may write to with --output.'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Choose another folder with --output.'],
  EEXIST: ['a file of this name is in the way', 'Choose another place.'],
  EISDIR: ['it is a folder', 'Give the path of a file.'],
  EMFILE: [
    'too many files are open',
    'Raise the limit (`ulimit -n`) or run with a lower --parallel.',
  ],
  ENOENT: ['it is not there', 'Was the folder removed while it was in use?'],
  ELOOP: ['it is a link to itself', 'Take an untouched copy.'],
  ENAMETOOLONG: ['its name is too long', 'Give a shorter path.'],
  ERR_INVALID_ARG_VALUE: ['no file can have its name', 'Give another path.'],
  ERR_FS_FILE_TOO_LARGE: ['it is too large', 'Give a smaller file.'],
  ERR_STRING_TOO_LONG: ['it is too large', 'Give a smaller file.'],
};

const errnoOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

/** Why a file or folder could not be used, in words that may stand after a colon. */
export const storageReason = (cause: unknown): string =>
  REASONS[errnoOf(cause)]?.[0] ?? (cause instanceof Error ? cause.message : String(cause));

/**
 * Turns a file-system error into one that says what to do. The original error stays as `cause`.
 * What somebody gave us to read and cannot be read is invalid input (exit 64).
 */
export function storageError(verb: string, path: string, cause: unknown): HarnessError {
  const hint = REASONS[errnoOf(cause)]?.[1];
  return new HarnessError('storage-failed', `Could not ${verb} ${path}: ${storageReason(cause)}.`, {
    cause,
    ...(hint === undefined ? {} : { hint }),
    ...(verb === 'read' ? { exitCode: 64 as const } : {}),
  });
}

/** Runs a file-system action. An error that it throws becomes a {@link storageError}. */
export function stored<T>(verb: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof HarnessError ? error : storageError(verb, path, error);
  }
}
