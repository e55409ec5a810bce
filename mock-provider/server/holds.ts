import type { Exchange } from '../model/exchange.ts';
import type { HoldPoint } from '../model/hold.ts';
import type { RequestRecord } from '../model/records.ts';

interface Hold {
  readonly at: HoldPoint;
  readonly until: (request: RequestRecord, gone: AbortSignal) => Promise<void>;
}

/**
 * Holds refresh requests at a point, so that the harness can do something at exactly that moment.
 */
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

  /** Waits at every hold for this point, one after the other. Rejects when a hold rejects. */
  async pass(
    at: HoldPoint,
    { record, signal }: Pick<Exchange, 'record' | 'signal'>,
  ): Promise<void> {
    for (const hold of this.#holds) if (hold.at === at) await hold.until(record, signal);
  }
}
