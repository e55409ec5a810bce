import { RAW_TOKEN, type RawIdentity, type RawTokenSource } from './raw-token.ts';

/**
 * The end of an RS256 JWT: the signature of a 2048-bit key always has 342 characters, so the search
 * finds it whatever follows. From there the search looks backwards for the payload. A pattern for
 * the whole JWT would take quadratic time on text that contains many beginnings of JWTs.
 */
const JWT_END = /\.[\w-]{342}/g;
/** The longest payload that is searched, in characters. */
const PAYLOAD_LIMIT = 8_192;

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

/**
 * Finds raw tokens, codes and client secrets in a text, and names them without revealing them. It
 * keeps no list of tokens, because a raw token says what it is.
 */
export class SecretIndex {
  readonly #raws: RawTokenSource;
  /** Client secrets, with their names. */
  readonly #secrets = new Map<string, string>();
  /** `id:secret` in the encoding of HTTP Basic authentication (RFC 7617 §2), without padding. */
  readonly #basic = new Map<string, string>();

  /** User codes of devices (RFC 8628 §3.2), without the dash. */
  readonly #userCodes = new Set<string>();

  constructor(raws: RawTokenSource) {
    this.#raws = raws;
  }

  addClient(id: string, secret: string, name: string): void {
    for (const form of [secret, encodeURIComponent(secret), formEncoded(secret)])
      this.#secrets.set(form, name);
    for (const pair of [
      `${id}:${secret}`,
      `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`,
      `${formEncoded(id)}:${formEncoded(secret)}`,
    ]) {
      const base64 = Buffer.from(pair).toString('base64').replace(/=+$/, '');
      for (const form of [
        base64,
        encodeURIComponent(base64),
        Buffer.from(pair).toString('base64url'),
      ])
        this.#basic.set(form, name);
    }
  }

  addUserCode(letters: string): void {
    this.#userCodes.add(letters);
  }

  /** Forgets a user code that is no longer valid and therefore no secret. */
  forgetUserCode(letters: string): void {
    this.#userCodes.delete(letters);
  }

  /**
   * Names of the secrets that occur in the text, each once: first tokens and codes, then JWTs, then
   * client secrets, then user codes.
   */
  find(text: string): string[] {
    const found = new Set<string>();
    for (const [candidate] of text.matchAll(RAW_TOKEN)) {
      const identity = this.#raws.read(candidate);
      if (identity !== undefined && identity.kind !== 'client-secret') found.add(nameOf(identity));
    }
    for (const { index } of text.matchAll(JWT_END)) {
      const identity = this.#jwtBefore(text, index);
      if (identity !== undefined) found.add(nameOf({ ...identity, kind: 'access' }));
    }
    for (const forms of [this.#secrets, this.#basic])
      for (const [form, name] of forms)
        if (!found.has(name) && text.includes(form)) found.add(name);
    if (this.#userCodes.size > 0)
      for (const [, front = '', back = ''] of text.matchAll(USER_CODE))
        if (this.#userCodes.has(`${front}${back}`.toUpperCase())) found.add('user code');
    return [...found];
  }

  /** The identity in the JWT whose payload ends at this position, if this realm made the JWT. */
  #jwtBefore(text: string, end: number): RawIdentity | undefined {
    const payload = /[\w-]+$/.exec(text.slice(Math.max(0, end - PAYLOAD_LIMIT), end))?.[0];
    const jti = /"jti":"(oc_id_[\w-]{32})"/.exec(
      Buffer.from(payload ?? '', 'base64url').toString(),
    )?.[1];
    return jti === undefined ? undefined : this.#raws.read(jti);
  }
}

/** The encoding of forms, which RFC 6749 §2.3.1 asks for (Appendix B). */
const formEncoded = (text: string): string =>
  new URLSearchParams([['', text]]).toString().slice('='.length);

function nameOf({ kind, family, generation }: RawIdentity): string {
  const generationText = generation === 0 ? '' : `·g${generation}`;
  return family === 0 ? LABELS[kind] : `${LABELS[kind]} f${family}${generationText}`;
}
