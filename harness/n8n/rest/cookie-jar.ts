/**
 * The cookies of one session with one server, as a client sends them back (RFC 6265). Their
 * attributes do not matter here.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Stores the cookies that a response sets. */
  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const split = pair.indexOf('=');
      if (split > 0) this.#cookies.set(pair.slice(0, split).trim(), pair.slice(split + 1).trim());
    }
  }

  /** A jar with the cookies of a Cookie header. */
  static of(header: string): CookieJar {
    const jar = new CookieJar();
    for (const pair of header.split('; ')) {
      const split = pair.indexOf('=');
      if (split > 0) jar.#cookies.set(pair.slice(0, split), pair.slice(split + 1));
    }
    return jar;
  }

  /** Takes over all cookies of another jar but one. */
  take(other: CookieJar, { without }: { readonly without: string }): void {
    for (const [name, value] of other.#cookies)
      if (name !== without) this.#cookies.set(name, value);
  }

  /** Value of the Cookie header. */
  toString(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  clear(): void {
    this.#cookies.clear();
  }
}
