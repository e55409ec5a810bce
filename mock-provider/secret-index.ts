import { RAW_TOKEN } from './raw-token.ts';

/**
 * What ends an RS256 JWT: the signature of a 2048-bit key is always 342 letters, so what follows cannot hide it. The
 * front is not searched for: a pattern for it takes quadratic time on text made to look like many fronts.
 */
const JWT_END = /\.([\w-]{342})/g;

/** Finds raw tokens, codes and client secrets in a text, and names them without revealing them. */
export class SecretIndex {
  readonly #names = new Map<string, string>();
  /** JWTs by their signature. */
  readonly #jwts = new Map<string, string>();
  /** `id:secret` as Basic authentication encodes it (RFC 7617 §2), without padding. */
  readonly #basic = new Map<string, string>();

  add(raw: string, name: string): void {
    this.#names.set(raw, name);
    const [, , signature] = raw.split('.');
    if (signature !== undefined) this.#jwts.set(signature, raw);
  }

  addClient(id: string, secret: string, name: string): void {
    this.add(secret, name);
    for (const pair of [`${id}:${secret}`, `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`]) {
      const base64 = Buffer.from(pair).toString('base64').replace(/=+$/, '');
      for (const form of [base64, encodeURIComponent(base64), Buffer.from(pair).toString('base64url')]) this.#basic.set(form, name);
    }
  }

  /** Names of the secrets that occur in the text, each once; opaque ones first, then JWTs, then Basic credentials. */
  find(text: string): string[] {
    const found = new Set<string>();
    const note = (raw: string): void => {
      const name = this.#names.get(raw);
      if (name !== undefined) found.add(name);
    };
    for (const [candidate] of text.matchAll(RAW_TOKEN)) note(candidate);
    for (const { 0: end, 1: signature = '', index } of text.matchAll(JWT_END)) {
      const jwt = this.#jwts.get(signature);
      if (jwt !== undefined && text.startsWith(jwt, index + end.length - jwt.length)) note(jwt);
    }
    for (const [form, name] of this.#basic) if (!found.has(name) && text.includes(form)) found.add(name);
    return [...found];
  }
}
