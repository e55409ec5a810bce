import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { Recent } from '../store/recent.ts';

/** A longer value is not remembered, so that this takes little memory. */
const SHORT = 200;

/**
 * Digests by which values can be compared without revealing them. Each instance has a random key
 * that is never written to disk.
 */
export class ValueDigests {
  readonly #key = createSecretKey(randomBytes(32));
  /** Most values come again: a client id, a type of token, a life time. */
  readonly #recent = new Recent<string>();

  /** The same for a number and its decimal text, because a form-encoded reply has only texts. */
  of(value: unknown): string {
    const text = canonical(value);
    const known = this.#recent.get(text);
    if (known !== undefined) return known;
    const digest = createHmac('sha256', this.#key).update(text).digest('hex').slice(0, 12);
    if (text.length <= SHORT) this.#recent.note(text, digest);
    return digest;
  }

  /** The same for everything that a field of a token reply may be written as. */
  ofMember(name: string, value: unknown): string {
    return this.of(meaning(name, value));
  }
}

/**
 * A field of a token reply as all its spellings mean it: a token type in any case (RFC 6749 §5.1),
 * and a scope as a list or a text, in any order (RFC 6749 §3.3).
 */
function meaning(name: string, value: unknown): unknown {
  if (name === 'token_type' && typeof value === 'string') return value.toLowerCase();
  const scopes = Array.isArray(value) ? value.map(String).join(' ') : value;
  if (name !== 'scope' || typeof scopes !== 'string') return value;
  return [...new Set(scopes.split(/[\s,]+/).filter((scope) => scope !== ''))].toSorted().join(' ');
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}
