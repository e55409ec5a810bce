import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/**
 * Digests by which values can be compared without revealing them. Each instance has a random key
 * that is never written to disk.
 */
export class ValueDigests {
  readonly #key = createSecretKey(randomBytes(32));

  /** The same for a number and its decimal text, because a form-encoded reply has only texts. */
  of(value: unknown): string {
    return createHmac('sha256', this.#key).update(canonical(value)).digest('hex').slice(0, 12);
  }
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}
