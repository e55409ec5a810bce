import type { Exchange } from '../model/exchange.ts';
import type { HoldPoint } from '../model/hold.ts';
import type { RequestRecord } from '../model/records.ts';

interface Hold {
  readonly at: HoldPoint;
  readonly until: (request: RequestRecord, gone: AbortSignal) => Promise<void>;
}

/** Where the harness stops a refresh on its way, to do something at exactly that moment. */
export class Holds {
  readonly #holds = new Set<Hold>();

  /** Returns the way to stop; what is held already goes on when its promise resolves. */
  add(at: HoldPoint, until: Hold['until']): () => void {
    const hold = { at, until };
    this.#holds.add(hold);
    return () => void this.#holds.delete(hold);
  }

  /** Passes every hold at that point, one after the other. Rejects when one of them does. */
  async pass(
    at: HoldPoint,
    { record, signal }: Pick<Exchange, 'record' | 'signal'>,
  ): Promise<void> {
    for (const hold of this.#holds) if (hold.at === at) await hold.until(record, signal);
  }
}
