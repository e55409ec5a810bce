import { HarnessError } from '../model/error.ts';

/** True for data whose `schemaVersion` is a whole number above what this version knows. */
export const newerThan = (value: unknown, known: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'schemaVersion' in value &&
  Number.isInteger(value.schemaVersion) &&
  Number(value.schemaVersion) > known;

/** What to say of a file that a newer version has written. */
export const newer = (path: string): HarnessError =>
  new HarnessError('run-newer', `Could not read ${path}: a newer oauth-chaos has written it.`, {
    hint: 'Read it with the version that wrote it, or a later one.',
    exitCode: 64,
  });
