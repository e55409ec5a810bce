import { grantTypeOf, type Exchange } from '../model/exchange.ts';
import type { HeldExchange, HoldPoint } from '../model/hold.ts';
import type { RequestRecord } from '../model/records.ts';

/** What is held, and until when. */
export interface Hold {
  readonly at: HoldPoint;
  readonly until: (request: RequestRecord, gone: AbortSignal) => Promise<void>;
}

const OF_GRANT: Readonly<Record<string, HeldExchange>> = {
  refresh_token: 'refresh',
  authorization_code: 'code-exchange',
  client_credentials: 'client-credentials',
};

/** As what an exchange can be held; undefined when it cannot be. */
export function heldAs(exchange: Exchange): HeldExchange | undefined {
  const { endpoint } = exchange.record;
  if (endpoint === 'token') return OF_GRANT[grantTypeOf(exchange) ?? ''];
  if (endpoint === 'resource') return 'api-call';
  return endpoint === 'authorize' ? 'authorization' : undefined;
}

/** Holds exchanges at a point, so that the harness can do something at exactly that moment. */
export class Holds {
  readonly #holds = new Set<Hold>();

  /**
   * Adds a hold. Returns a function that removes it; a request that is held already goes on when
   * its own promise resolves.
   */
  add(at: HoldPoint, until: Hold['until']): () => void {
    const hold = { at, until };
    this.#holds.add(hold);
    return () => void this.#holds.delete(hold);
  }

  /** Waits at the holds for an answer on the wire; undefined when there is none. */
  sending(exchange: Exchange): (() => Promise<void>) | undefined {
    const what = heldAs(exchange);
    if (what === undefined) return undefined;
    const at = `${what}-sending` as const;
    return [...this.#holds].some((hold) => hold.at === at)
      ? () => this.pass(at, exchange)
      : undefined;
  }

  /** Waits at the holds for an answer that has been sent. */
  async delivered(exchange: Exchange): Promise<void> {
    const what = heldAs(exchange);
    if (what !== undefined) await this.pass(`${what}-delivered`, exchange);
  }

  /** Waits at every hold for this point, one after the other. Rejects when a hold rejects. */
  async pass(
    at: HoldPoint,
    { record, signal }: Pick<Exchange, 'record' | 'signal'>,
  ): Promise<void> {
    for (const hold of this.#holds) if (hold.at === at) await hold.until(record, signal);
  }
}
