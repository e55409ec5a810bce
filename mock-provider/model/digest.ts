import { hash } from 'node:crypto';

/**
 * First 16 hex digits of the SHA-256 of a text. Only for texts that are no secret: a short secret
 * could be guessed from it.
 */
export const digestOf = (text: string): string => hash('sha256', text).slice(0, 16);
