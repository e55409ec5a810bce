import { isCodeVerifier } from '../model/code-verifier.ts';
import { digestOf } from '../model/digest.ts';
import type { CodeVerifier, OneTimeValue } from '../model/request-form.ts';
import { fixedBase64 } from './encoded-forms.ts';

/** Characters that a client may draw from when it draws one of them. */
const ALPHABETS = [
  { of: /[0-9]/, size: 10 },
  { of: /[a-z]/, size: 26 },
  { of: /[A-Z]/, size: 26 },
  { of: /[^0-9a-zA-Z]/, size: 4 },
] as const;

/** A shorter text may stand anywhere by chance. */
const SHORTEST_SHOWN = 16;
/** How many code verifiers a text is searched for. */
const VERIFIERS_KEPT = 50;
/** How many authorization requests of a client are remembered: so many users are on their way. */
const SHOWN_KEPT = 20;

/**
 * The values that clients make for one authorization request, such as `state`. Remembers the latest
 * one of each client, so that it can tell how much of the next one is new.
 */
export class OneTimeValues {
  readonly #latest = new Map<string, string>();
  /** What the latest authorization requests of each client showed to the user's browser. */
  readonly #shown = new Map<string, readonly string[]>();

  /** The latest code verifiers that were shown, each as it is and in base64. */
  #verifiers: readonly (readonly string[])[] = [];

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

  /** Remembers the values of an authorization request of a client. */
  show(client: string, values: Iterable<string>): void {
    const text = [...values].flatMap((value) => [value, unpacked(value)]).join('\n');
    const before = this.#shown.get(client) ?? [];
    this.#shown.set(client, [...before.slice(1 - SHOWN_KEPT), text]);
  }

  /** Describes a code verifier of a client and remembers it. */
  describeVerifier(client: string, verifier: string): CodeVerifier {
    const shown = this.#shown.get(client) ?? [];
    if (verifier.length >= SHORTEST_SHOWN)
      this.#verifiers = [...this.#verifiers.slice(1 - VERIFIERS_KEPT), formsOf(verifier)];
    return {
      ...this.describe(`verifier of ${client}`, verifier),
      wellFormed: isCodeVerifier(verifier),
      shown: verifier.length >= SHORTEST_SHOWN && shown.some((values) => values.includes(verifier)),
    };
  }

  /**
   * True when a code verifier occurs in the text (RFC 7636 §7.1). After its only request it has no
   * business anywhere; before, only the client knows it.
   */
  hasVerifier(text: string): boolean {
    return this.#verifiers.some((forms) => forms.some((form) => text.includes(form)));
  }
}

/** A code verifier consists of characters that neither JSON nor a form changes. */
const formsOf = (verifier: string): readonly string[] => [
  verifier,
  ...[0, 1, 2].map((before) => fixedBase64(verifier, before).form),
];

/** What a value says to whoever decodes it: clients pack what they must remember into `state`. */
const unpacked = (value: string): string => Buffer.from(value, 'base64').toString();

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
