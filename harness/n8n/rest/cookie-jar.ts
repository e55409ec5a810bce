/**
 * The cookies of one session with one server, as RFC 6265 lets a client send them back; attributes
 * do not matter here.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Takes over what a response sets. */
  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const split = pair.indexOf('=');
      if (split > 0) this.#cookies.set(pair.slice(0, split).trim(), pair.slice(split + 1).trim());
    }
  }

  /** Value of the Cookie header. */
  toString(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  clear(): void {
    this.#cookies.clear();
  }
}
