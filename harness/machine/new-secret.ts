import { randomBytes } from 'node:crypto';

/** Makes a random password or key for one start. It needs no quoting in files and addresses. */
export const newSecret = (): string => randomBytes(24).toString('base64url');
