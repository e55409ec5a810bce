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
};

/** Turns a file-system error into one that says what to do. The original error stays as `cause`. */
export function storageError(verb: string, path: string, cause: unknown): HarnessError {
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const [reason, hint] = REASONS[errno] ?? [
    cause instanceof Error ? cause.message : String(cause),
    undefined,
  ];
  return new HarnessError('storage-failed', `Could not ${verb} ${path}: ${reason}.`, {
    cause,
    ...(hint === undefined ? {} : { hint }),
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
