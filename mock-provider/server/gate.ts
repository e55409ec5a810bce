import type { GateOptions } from '../model/hold.ts';
import { ProviderError } from '../model/provider-error.ts';
import type { RealmEvent } from '../model/records.ts';

interface Gate {
  readonly options: GateOptions;
  readonly held: Map<number, () => void>;
  readonly open: (complete: boolean) => void;
}

export interface GateResult {
  readonly complete: boolean;
  readonly arrived: number;
}

/**
 * The realm's gates: each holds requests until enough of them stand there together, then lets all
 * go at once.
 */
export class Gates {
  readonly #armed = new Set<Gate>();
  readonly #emit: (event: RealmEvent) => void;

  constructor(emit: (event: RealmEvent) => void) {
    this.#emit = emit;
  }

  /**
   * Arms a gate. Rejects with the signal's reason when it is aborted; whoever is held goes on in
   * any case.
   */
  arm(options: GateOptions, signal?: AbortSignal): Promise<GateResult> {
    if (!Number.isInteger(options.requests) || options.requests < 1 || !(options.withinMs >= 0)) {
      throw new ProviderError(
        'bad-gate',
        `Could not arm the gate: ${options.requests} requests within ${options.withinMs} ms is no rendezvous.`,
        {
          hint: 'Give a whole number of requests from 1 and a time in milliseconds.',
        },
      );
    }
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => gate.open(false);
      const timer = setTimeout(() => gate.open(false), options.withinMs);
      const gate: Gate = {
        options,
        held: new Map(),
        open: (complete) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          const arrived = this.#release(gate, complete);
          if (signal?.aborted === true) reject(signal.reason);
          else resolve({ complete, arrived });
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#armed.add(gate);
      this.#emit({
        type: 'gate',
        state: 'armed',
        wanted: options.requests,
        arrived: 0,
        exchanges: [],
      });
    });
  }

  /**
   * Waits at every gate armed here, one after the other. A client that goes away no longer counts
   * as held.
   */
  async pass(at: GateOptions['at'], exchange: number, signal: AbortSignal): Promise<void> {
    for (const gate of this.#armed)
      if (gate.options.at === at && !signal.aborted) await this.#hold(gate, exchange, signal);
  }

  #hold(gate: Gate, exchange: number, signal: AbortSignal): Promise<void> {
    // A gate that opened while this request stood at the one before it is no longer there.
    if (!this.#armed.has(gate)) return Promise.resolve();
    return new Promise((resolve) => {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        gate.held.delete(exchange);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      gate.held.set(exchange, leave);
      if (gate.held.size >= gate.options.requests) gate.open(true);
    });
  }

  #release(gate: Gate, complete: boolean): number {
    this.#armed.delete(gate);
    const exchanges = [...gate.held.keys()];
    this.#emit({
      type: 'gate',
      state: complete ? 'opened' : 'timed-out',
      wanted: gate.options.requests,
      arrived: exchanges.length,
      exchanges,
    });
    for (const leave of gate.held.values()) leave();
    return exchanges.length;
  }
}
