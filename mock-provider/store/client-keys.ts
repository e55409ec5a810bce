import { createLocalJWKSet, type JSONWebKeySet } from 'jose';

/** Members of a JWK that hold private or symmetric key material (RFC 7518 §6). */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/**
 * Why a client cannot be registered with these keys (RFC 7591 §2 `jwks`), or undefined when it can.
 */
export function clientKeysFlaw(keys: JSONWebKeySet): string | undefined {
  if (!Array.isArray(keys.keys) || keys.keys.length === 0) return 'there is no key in the JWK set';
  if (keys.keys.some((key) => PRIVATE_PARTS.some((part) => part in key)))
    return 'a key is not public';
  try {
    createLocalJWKSet(keys);
    return undefined;
  } catch {
    return 'the keys are no JWK set (RFC 7517 §5)';
  }
}
