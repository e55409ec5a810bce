import { randomBytes } from 'node:crypto';

/**
 * A password or key for one start: nobody can guess it, and it needs no quoting in files and
 * addresses.
 */
export const newSecret = (): string => randomBytes(24).toString('base64url');
