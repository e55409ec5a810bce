import { z } from 'zod';

const object = z.record(z.string(), z.unknown());

/**
 * The header (0) or the claims (1) of a JWT, without a check of the signature. Undefined for text
 * that is not a JWT.
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
