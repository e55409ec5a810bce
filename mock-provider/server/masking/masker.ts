import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { NamedValue } from '../../model/wire.ts';
import { Recent } from '../../store/recent.ts';
import type { SecretIndex } from '../../store/secret-index.ts';
import { ENCODED_RUNS, looksOpaque, RUNS } from './opaque.ts';
import { secretWord } from './secret-word.ts';

/** A raw value of a realm and nothing else, or a JWT. Their names are used for no other value. */
const WHOLE_TOKEN = /^(?:oc_[ar]t_[\w-]{32}|eyJ[\w-]+\.[\w-]+\.[\w-]+$)/;
const NAME_OF_ONE = /^(?:access|refresh) token f\d+·g\d+$/;

/** A longer header is not remembered, so that this takes little memory. */
const SHORT = 200;

/** Parameters whose values are told as they are, unless they hold a secret. */
const TOLD = new Set(['client_id', 'grant_type', 'scope', 'receipt']);

/** A word such as `refresh_token`, in which no value that a realm made can hide. */
const WORDS = /^[a-z_ ]{1,40}$/;

/** `name=value` within a longer text, such as the address in a Location header. */
const ASSIGNMENTS = /([\w.-]{1,60})=("?)([^\s"'&;,<>‹›]+)/g;

/**
 * Replaces the secrets in texts by their names. What the realm does not know and what may be secret
 * all the same is replaced by a digest: its key is random and never written anywhere.
 */
export class Masker {
  readonly #secrets: Pick<SecretIndex, 'find' | 'chosenIn'>;
  readonly #key = createSecretKey(randomBytes(32));
  /** Most headers come again with every request. Those with a secret in them are not kept. */
  readonly #harmless = new Recent<NamedValue>();
  /** Words that are no secret although they look like one: the realm's own address. */
  readonly #plain: string;

  constructor(secrets: Pick<SecretIndex, 'find' | 'chosenIn'>, plain: string) {
    this.#secrets = secrets;
    this.#plain = plain;
  }

  /** A value under a name. A secret in it that looks like words is left to {@link withheld}. */
  value(name: string, value: string): string {
    if (value === '') return value;
    const word = secretWord(name);
    if (word !== undefined) return this.#placeholder(word, value);
    if (WORDS.test(value)) return value;
    const holds = this.#find(value).length > 0;
    if (!holds && TOLD.has(name)) return withoutMarks(value);
    const masked = this.#runs(value, holds ? ENCODED_RUNS : RUNS);
    return holds && this.#find(visible(masked)).length > 0 ? this.#placeholder('', value) : masked;
  }

  /** A header. Of credentials the scheme is told (RFC 9110 §11.4). */
  header({ name, value }: NamedValue): NamedValue {
    const line = `${name}: ${value}`;
    const known = this.#harmless.get(line);
    if (known !== undefined) return known;
    const masked = { name: this.value('', name), value: this.#headerValue(name, value) };
    if (line.length <= SHORT && masked.name === name && masked.value === value)
      this.#harmless.note(line, masked);
    return masked;
  }

  #headerValue(name: string, value: string): string {
    const [, scheme, credentials] = /^(?:proxy-)?authorization$/i.test(name)
      ? (/^([\w-]{1,30}) +(.+)$/.exec(value) ?? [])
      : [];
    if (scheme === undefined || credentials === undefined || looksOpaque(scheme))
      return this.value(name, value);
    return `${scheme} ${this.#placeholder('credentials', credentials)}`;
  }

  /** Any text: whatever in it looks like a token, and the values of names that tell of one. */
  text(text: string): string {
    return this.#runs(text, this.#find(text).length > 0 ? ENCODED_RUNS : RUNS);
  }

  #runs(text: string, words: RegExp): string {
    const runs = this.#withoutChosen(withoutMarks(text)).replace(words, (run) =>
      looksOpaque(run) && !this.#plain.includes(run) ? this.#placeholder('', run) : run,
    );
    if (!runs.includes('=')) return runs;
    return runs.replace(ASSIGNMENTS, (all, name: string, quote: string, value: string) => {
      const word = secretWord(name);
      return word === undefined ? all : `${name}=${quote}${this.#placeholder(word, value)}`;
    });
  }

  /** What stands for a text with a secret in it. Undefined when there is none. */
  withheld(text: string): string | undefined {
    const found = this.#find(text);
    return found.length === 0 ? undefined : `‹withheld: ${found.join(', ')}›`;
  }

  /** Names of the secrets in a text, also percent-encoded as no client would do it. */
  #find(text: string): readonly string[] {
    const found = this.#secrets.find(text);
    if (found.length > 0 || !/[%+]/.test(text)) return found;
    const spaced = text.replaceAll('+', ' ');
    return [
      ...new Set(
        [percentDecoded(text), spaced, percentDecoded(spaced)].flatMap((one) =>
          this.#secrets.find(one),
        ),
      ),
    ];
  }

  /** Secrets that somebody chose may have any characters, so they are looked for first. */
  #withoutChosen(text: string): string {
    let left = text;
    for (const form of this.#secrets
      .chosenIn(text)
      .toSorted((one, other) => other.length - one.length))
      left = left.replaceAll(form, () => this.#placeholder('', form));
    return left;
  }

  #placeholder(word: string, value: string): string {
    const found = this.#find(value);
    const [name = word] = found;
    if (found.length === 1 && WHOLE_TOKEN.test(value) && NAME_OF_ONE.test(name)) return `‹${name}›`;
    const digest = createHmac('sha256', this.#key).update(value).digest('hex').slice(0, 8);
    const what = found.length > 0 ? found.join(', ') : word || `${value.length} characters`;
    return `‹${what} #${digest}›`;
  }
}

/** What a text shows beside the names of secrets. */
export const visible = (masked: string): string => masked.replaceAll(/‹[^›]*›/g, '|');

/** The text without the marks of a placeholder, so that nobody can send one. */
export const withoutMarks = (text: string): string =>
  /[‹›]/.test(text) ? text.replaceAll('‹', '<').replaceAll('›', '>') : text;

/** The text without percent-encoding, however often it was encoded. */
function percentDecoded(text: string): string {
  const once = text.replaceAll(/%(?:25)+(?=[\da-f]{2})/gi, '%');
  return once.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
  );
}
