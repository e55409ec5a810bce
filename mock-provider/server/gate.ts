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
 * The gates of a realm. Each gate holds requests until the wanted number waits there, then it
 * releases all of them at once.
 */
export class Gates {
  readonly #armed = new Set<Gate>();
  readonly #emit: (event: RealmEvent) => void;

  constructor(emit: (event: RealmEvent) => void) {
    this.#emit = emit;
  }

  /**
   * Sets up a gate. Rejects with the signal's reason when the signal aborts; the held requests are
   * released in that case, too.
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
   * Waits at every gate for this kind of request, one after the other. A request whose client
   * closes the connection no longer counts as held.
   */
  async pass(at: GateOptions['at'], exchange: number, signal: AbortSignal): Promise<void> {
    for (const gate of this.#armed)
      if (gate.options.at === at && !signal.aborted) await this.#hold(gate, exchange, signal);
  }

  #hold(gate: Gate, exchange: number, signal: AbortSignal): Promise<void> {
    // This gate may have opened while the request waited at the gate before it.
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
