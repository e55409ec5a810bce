import { z } from 'zod';

const object = z.record(z.string(), z.unknown());

/**
 * Header (0) or claims (1) of a JWT; undefined for what is none. The signature is not looked at.
 */
export function jwtPart(
  token: unknown,
  part: 0 | 1,
): Readonly<Record<string, unknown>> | undefined {
  const parts = typeof token === 'string' ? token.split('.') : [];
  if (parts.length !== 3) return undefined;
  try {
    return object.parse(JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}
