import { createHash } from 'node:crypto';
import { isCodeVerifier } from '../../model/code-verifier.ts';
import type { CodeRecord } from '../../store/authorization-codes.ts';

/**
 * Why a code verifier does not match its challenge (RFC 7636 §4.6), or undefined when it does. A
 * verifier is also refused when the authorization request had no challenge: an attacker may have
 * removed it (RFC 9700 §4.8.2).
 */
export function proofKeyFlaw(
  challenge: CodeRecord['challenge'],
  verifier: string | undefined,
): string | undefined {
  if (challenge === undefined)
    return verifier === undefined
      ? undefined
      : 'A code_verifier was sent, but no code_challenge had been.';
  if (verifier === undefined) return 'The code_verifier is missing.';
  if (!isCodeVerifier(verifier)) return 'The code_verifier is malformed.';
  const derived =
    challenge.method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  return derived === challenge.value
    ? undefined
    : 'The code_verifier does not match the code_challenge.';
}
