import { fixedBase64, jwtForms, outOfUtf16, rawCandidates } from './encoded-forms.ts';
import { RAW_LENGTH, type RawIdentity, type RawTokenSource } from './raw-token.ts';

/** A decoded candidate: a prefix and as much of a raw value as there is. */
const RAW_VALUE = /^oc_(?:at|rt|ac|dc|cr|cs)_[\w-]{12,32}/;
const SECRET_PREFIX = 'oc_cs_';
const PREFIX_LENGTH = SECRET_PREFIX.length;
/** A user code is shorter than the beginning of a raw value by which that is recognised. */
const SHORTEST_RAW = 8;

/**
 * The payload of an RS256 JWT and the beginning of its signature, of which a 2048-bit key always
 * makes 342 characters. It starts at a dot and passes none, so the search takes linear time.
 */
const JWT = /\.(eyJ[\w-]{40,8192})\.([\w-]{12,342})/g;
const SIGNATURE_LENGTH = 342;

/** Every text that may be a user code, also within a longer word. */
const USER_CODE = /(?=([BCDFGHJKLMNPQRSTVWXZ]{4})-?([BCDFGHJKLMNPQRSTVWXZ]{4}))/gi;

const LABELS = {
  access: 'access token',
  refresh: 'refresh token',
  code: 'authorization code',
  'device-code': 'device code',
  'consent-request': 'consent request',
  'client-secret': 'client secret',
  'token-id': 'token',
} as const;

/** A secret that somebody chose and that is shorter is not searched for in its encoded forms. */
const LONG_ENOUGH = 8;

/**
 * Finds raw tokens, codes and client secrets in a text, and names them without revealing them: as
 * they are, cut off, spread out, and in base64, hexadecimal, percent-encoding, JSON and UTF-16. It
 * keeps no list of tokens, because a raw token says what it is.
 */
export class SecretIndex {
  readonly #raws: RawTokenSource;
  /** The forms of client secrets that somebody chose, with their names. */
  readonly #chosen = new Map<string, string>();
  /** Names of the client secrets that this realm made, by what their raw values begin with. */
  readonly #made = new Map<string, string>();
  /** User codes of devices (RFC 8628 §3.2), without the dash. */
  readonly #userCodes = new Set<string>();
  /** No shorter text can have a secret in it. */
  #shortest = SHORTEST_RAW;

  constructor(raws: RawTokenSource) {
    this.#raws = raws;
  }

  addClient(id: string, secret: string, name: string): void {
    const raw = secret.slice(0, SECRET_PREFIX.length + RAW_LENGTH);
    if (this.#raws.read(raw) === undefined)
      for (const form of formsOf(id, secret)) {
        this.#chosen.set(form, name);
        this.#shortest = Math.min(this.#shortest, form.length);
      }
    else this.#made.set(raw, name);
  }

  addUserCode(letters: string): void {
    this.#userCodes.add(letters);
  }

  /** Forgets a user code that is no longer valid and therefore no secret. */
  forgetUserCode(letters: string): void {
    this.#userCodes.delete(letters);
  }

  /**
   * Names of the secrets that occur in the text, each once: first tokens, codes and secrets that
   * the realm made, then JWTs, then client secrets that somebody chose, then user codes.
   */
  find(text: string): string[] {
    if (text.length < this.#shortest) return [];
    const found = new Set<string>();
    for (const form of [text, ...outOfUtf16(text)]) this.#search(form, found);
    return [...found];
  }

  /** Adds the names of the secrets that occur in a text. */
  #search(text: string, found: Set<string>): void {
    for (const candidate of rawCandidates(text)) {
      const name = this.#nameOf(RAW_VALUE.exec(candidate)?.[0] ?? '');
      if (name !== undefined) found.add(name);
    }
    this.#addWithoutPrefix(text, found);
    for (const form of jwtForms(text))
      for (const [, payload = '', signature = ''] of form.matchAll(JWT)) {
        const identity = this.#inPayload(payload);
        if (identity !== undefined)
          found.add(nameOf({ ...identity, kind: 'access' }, signature.length === SIGNATURE_LENGTH));
      }
    for (const [form, name] of this.#chosen)
      if (!found.has(name) && text.includes(form)) found.add(name);
    if (this.#userCodes.size > 0)
      for (const [, front = '', back = ''] of text.matchAll(USER_CODE))
        if (this.#userCodes.has(`${front}${back}`.toUpperCase())) found.add('user code');
  }

  /** The forms of client secrets that somebody chose, as far as they occur in the text. */
  chosenIn(text: string): readonly string[] {
    return [...this.#chosen.keys()].filter((form) => text.includes(form));
  }

  /** The name of a raw value, or of its beginning, when this realm made it. */
  #nameOf(raw: string): string | undefined {
    const part = this.#raws.readBeginning(raw);
    if (part === undefined) return undefined;
    if (part.kind === 'client-secret') return this.#secretNamed(raw);
    const whole = this.#raws.read(raw);
    return whole === undefined ? nameOf({ ...part, generation: 0 }, false) : nameOf(whole, true);
  }

  /** Adds the names of raw values whose prefix, and nothing else, was cut off or hidden. */
  #addWithoutPrefix(text: string, found: Set<string>): void {
    const mark = this.#raws.markText;
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      if (text.startsWith('oc_', at - PREFIX_LENGTH)) continue;
      const identity = this.#raws.readWithoutPrefix(text.slice(at, at + RAW_LENGTH));
      if (identity === undefined || identity.kind === 'token-id') continue;
      const name =
        this.#made.get(SECRET_PREFIX + text.slice(at, at + RAW_LENGTH)) ?? nameOf(identity, true);
      // One whose prefix is there, but encoded or with gaps, has been found already.
      if (!found.has(name)) found.add(`${name} (in part)`);
    }
  }

  /**
   * The name of a client secret, or of the one that begins most like it: behind the place where a
   * secret was cut off, a word that does not belong to it may go on.
   */
  #secretNamed(raw: string): string | undefined {
    const whole = this.#made.get(raw);
    if (whole !== undefined) return whole;
    let [nearest, most]: [string | undefined, number] = [undefined, 0];
    for (const [secret, name] of this.#made) {
      const shared = charactersShared(secret, raw);
      if (shared > most) [nearest, most] = [name, shared];
    }
    return nearest === undefined ? undefined : `${nearest} (in part)`;
  }

  /** The identity in the payload of a JWT, if this realm made the JWT. */
  #inPayload(payload: string): RawIdentity | undefined {
    const jti = /"jti":"(oc_id_[\w-]{32})"/.exec(Buffer.from(payload, 'base64url').toString())?.[1];
    return jti === undefined ? undefined : this.#raws.read(jti);
  }
}

/** How many characters two texts have in common at their beginning. */
function charactersShared(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** How RFC 6749 §2.3.1 has a client encode its id and its secret. */
const formEncoded = (text: string): string =>
  new URLSearchParams({ text }).toString().slice('text='.length);

/** The forms in which a client secret is recognised, whatever characters it has. */
function formsOf(id: string, secret: string): ReadonlySet<string> {
  const plain = [secret, encodeURIComponent(secret), formEncoded(secret)];
  const pairs = [
    `${id}:${secret}`,
    `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`,
    `${formEncoded(id)}:${formEncoded(secret)}`,
  ].flatMap((pair) => {
    const base64 = Buffer.from(pair).toString('base64').replace(/=+$/, '');
    return [base64, encodeURIComponent(base64), Buffer.from(pair).toString('base64url')];
  });
  const encoded =
    secret.length < LONG_ENOUGH
      ? []
      : [
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString('hex'),
          ...[0, 1, 2].map((before) => fixedBase64(secret, before).form),
        ];
  return new Set([...plain, ...pairs, ...encoded]);
}

function nameOf({ kind, family, generation }: RawIdentity, whole: boolean): string {
  const generationText = generation === 0 ? '' : `·g${generation}`;
  const name = family === 0 ? LABELS[kind] : `${LABELS[kind]} f${family}${generationText}`;
  return whole ? name : `${name} (in part)`;
}
