import { RAW_TOKEN } from './raw-token.ts';

/** An RS256 JWT: the signature of a 2048-bit key is always 342 letters, so what follows the token cannot hide it. */
const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{342}/g;

/** Finds raw tokens, codes and client secrets in a text, and names them without revealing them. */
export class SecretIndex {
  readonly #names = new Map<string, string>();
  /** `id:secret` as Basic authentication encodes it (RFC 7617 §2), without padding. */
  readonly #basic = new Map<string, string>();

  add(raw: string, name: string): void {
    this.#names.set(raw, name);
  }

  addClient(id: string, secret: string, name: string): void {
    this.add(secret, name);
    for (const pair of [`${id}:${secret}`, `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`]) {
      const base64 = Buffer.from(pair).toString('base64').replace(/=+$/, '');
      for (const form of [base64, encodeURIComponent(base64), Buffer.from(pair).toString('base64url')]) this.#basic.set(form, name);
    }
  }

  /** Names of the secrets that occur in the text, each once, in order of appearance; Basic credentials last. */
  find(text: string): string[] {
    const found = new Set<string>();
    for (const pattern of [RAW_TOKEN, JWT]) {
      for (const [candidate] of text.matchAll(pattern)) {
        const name = this.#names.get(candidate);
        if (name !== undefined) found.add(name);
      }
    }
    for (const [form, name] of this.#basic) if (!found.has(name) && text.includes(form)) found.add(name);
    return [...found];
  }
}
