import { digestOf } from '../model/digest.ts';
import type { OneTimeValue } from '../model/request-form.ts';

/** Characters that a client may draw from when it draws one of them. */
const ALPHABETS = [
  { of: /[0-9]/, size: 10 },
  { of: /[a-z]/, size: 26 },
  { of: /[A-Z]/, size: 26 },
  { of: /[^0-9a-zA-Z]/, size: 4 },
] as const;

/**
 * The values that clients make for one authorization request, such as `state`. Remembers the latest
 * one of each client, so that it can tell how much of the next one is new.
 */
export class OneTimeValues {
  readonly #latest = new Map<string, string>();

  /** Describes a value and remembers it. `of` names the client and the kind of value. */
  describe(of: string, value: string): OneTimeValue {
    const before = this.#latest.get(of) ?? '';
    this.#latest.set(of, value);
    return {
      digest: digestOf(value),
      characters: value.length,
      bitsAtMost: Math.floor(newCharacters(value, before) * Math.log2(alphabetOf(value))),
    };
  }
}

/** How many characters are left without the beginning and the end that both texts share. */
function newCharacters(value: string, before: string): number {
  let start = 0;
  while (start < value.length && value[start] === before[start]) start += 1;
  let end = 0;
  while (
    end < value.length - start &&
    end < before.length - start &&
    value.at(-1 - end) === before.at(-1 - end)
  )
    end += 1;
  return value.length - start - end;
}

const alphabetOf = (value: string): number =>
  ALPHABETS.reduce((size, alphabet) => size + (alphabet.of.test(value) ? alphabet.size : 0), 0);
