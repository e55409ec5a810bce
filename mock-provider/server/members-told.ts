import type { HttpReply } from '../model/reply.ts';
import type { ValueDigests } from './value-digests.ts';

/** A longer answer, or one with more fields, is a fault's doing and no list of fields. */
const MAX_CHARACTERS = 100_000;
const MAX_MEMBERS = 50;

/** The tokens have names of their own in a record. */
const TOKENS: ReadonlySet<string> = new Set(['access_token', 'refresh_token']);

/**
 * Digests of what an answer of the token endpoint says beside the tokens (RFC 6749 §5.1), read from
 * the body as it is sent, after all faults. Undefined when it cannot be read.
 */
export function membersTold(
  reply: HttpReply,
  digests: ValueDigests,
): Readonly<Record<string, string>> | undefined {
  const members = membersOf(reply);
  if (members === undefined || members.length > MAX_MEMBERS) return undefined;
  return Object.fromEntries(
    members
      .filter(([name, value]) => !TOKENS.has(name) && value !== null && value !== '')
      .map(([name, value]) => [name, digests.ofMember(name, value)]),
  );
}

/** The members of a JSON object or a form, in their order; undefined when it is neither. */
export function membersOf({
  body,
  headers,
  charset,
}: HttpReply): readonly (readonly [string, unknown])[] | undefined {
  if (body.length > MAX_CHARACTERS || charset !== undefined) return undefined;
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true)
    return [...new URLSearchParams(body)];
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? Object.entries(parsed)
      : undefined;
  } catch {
    return undefined;
  }
}
