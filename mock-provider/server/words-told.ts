import type { HttpReply } from '../model/reply.ts';
import { membersOf } from './members-told.ts';

/** A text is recorded up to here: longer ones are no sentences. */
const MAX_CHARACTERS = 500;

/** The members in which providers explain an error: that of RFC 6749 §5.2 and those of others. */
const EXPLAINS = ['error_description', 'error_message', 'message', 'detail', 'reason'] as const;
/** The members that hold such members, at some providers. */
const HOLDS = ['error', 'errors', 'fault'] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function explanationIn(members: Readonly<Record<string, unknown>>): string | undefined {
  return EXPLAINS.map((name) => members[name]).find(
    (value): value is string => typeof value === 'string' && value.trim() !== '',
  );
}

/**
 * The provider's own words about an error, read from the body as it is sent, after all faults.
 * Undefined when it gives none.
 */
export function wordsTold(reply: HttpReply): string | undefined {
  if (reply.status < 400 && reply.error === undefined) return undefined;
  const members = Object.fromEntries(membersOf(reply) ?? []);
  const within = HOLDS.flatMap((name) => members[name]).find(isRecord);
  const words =
    explanationIn(members) ?? (within === undefined ? undefined : explanationIn(within));
  return words?.trim().slice(0, MAX_CHARACTERS);
}
