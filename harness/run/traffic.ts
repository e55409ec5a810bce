import type { RealmEvent } from '../../mock-provider/index.ts';

/**
 * What the runner has to know of the traffic at the provider: how much of it is under way, and for
 * which credentials new tokens have gone out.
 */
export class Traffic {
  /** Number of requests so far. */
  requests = 0;
  readonly #open = new Map<number, string | undefined>();
  readonly #renewed = new Set<string>();

  /** Takes an event of the realm. */
  note(event: RealmEvent): void {
    // Looking for work is none: a workflow with a schedule never stops asking.
    if ('endpoint' in event && event.endpoint === 'orders') return;
    if (event.type === 'request') {
      this.requests += 1;
      this.#open.set(event.exchange, event.client);
    }
    if (event.type !== 'reply') return;
    const client = this.#open.get(event.exchange);
    this.#open.delete(event.exchange);
    if (event.issued !== undefined && event.delivered && client !== undefined)
      this.#renewed.add(client);
  }

  /** Requests that the provider has not answered yet. */
  get inFlight(): number {
    return this.#open.size;
  }

  /** True when new tokens have gone out to a credential's client since this was asked last. */
  takeRenewed(credential: string): boolean {
    return this.#renewed.delete(credential);
  }
}
