import { isDuration, toMs } from '../../model/duration.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Reply } from '../../model/reply.ts';
import { faults, type FaultName } from '../index.ts';
import { ActiveFault } from './active-fault.ts';
import type { FaultDefinition } from './define-fault.ts';
import type { FaultRealm } from './fault-context.ts';
import type { FaultHandle } from './fault-handle.ts';
import { findFault, parseFaultOptions } from './parse-fault-options.ts';

/** What the chain of faults needs from its realm. */
export interface ChainRealm {
  readonly realm: FaultRealm;
  readonly seed: number;
  /** Faults beside those that come with the provider. */
  readonly ownFaults?: readonly FaultDefinition[] | undefined;
  /**
   * Calls back after this many milliseconds of realm time. Returns a function that cancels the
   * call.
   */
  afterMs(ms: number, callback: () => void): () => void;
  /** Called when a fault ends by itself, because its `for` is over or its `times` are used up. */
  ended(handle: FaultHandle, by: 'for' | 'times'): void;
}

/**
 * The faults in force on a realm. The fault injected first is the outermost: it sees a request
 * first and the reply last. So it can hide an exchange from every fault injected after it.
 */
export class FaultChain {
  readonly #on: ChainRealm;
  readonly #known: readonly FaultDefinition[];
  #active: readonly ActiveFault[] = [];
  #injected = 0;

  constructor(on: ChainRealm, known: readonly FaultDefinition[] = faults) {
    this.#on = on;
    this.#known = [...known, ...(on.ownFaults ?? [])];
  }

  get handles(): readonly FaultHandle[] {
    return this.#active.map(({ handle }) => handle);
  }

  /**
   * The faults to inject again when a snapshot is restored or the provider restarts, so that the
   * same faults are in force. A fault that only destroys something, and has done so, is left out.
   */
  get lasting(): readonly FaultHandle[] {
    return this.#active.filter(({ isSpent }) => !isSpent).map(({ handle }) => handle);
  }

  /** How many faults were ever injected. A fault's id ends in this number. */
  get injected(): number {
    return this.#injected;
  }

  /**
   * Injects the faults of an earlier chain and continues its numbering, so that two faults never
   * get the same id.
   */
  goOnAfter(injected: number, faults: readonly Pick<FaultHandle, 'name' | 'options'>[]): void {
    this.#injected = Math.max(this.#injected, injected);
    for (const { name, options } of faults) this.inject(name, options);
  }

  /** Puts a fault in force at once. @throws ProviderError on an unknown name or bad options */
  inject(name: FaultName, input: Readonly<Record<string, unknown>> = {}): FaultHandle {
    const definition = findFault(name, this.#known);
    const options = parseFaultOptions(definition, input);
    this.#injected += 1;
    const handle: FaultHandle = {
      id: `${name}#${this.#injected}`,
      name,
      actsOn: definition.actsOn,
      options,
    };
    const fault = new ActiveFault(definition, handle, this.#on);
    this.#active = [...this.#active, fault];
    if (isDuration(options.for)) {
      const cancel = this.#on.afterMs(toMs(options.for), () => this.#endBy(fault, 'for'));
      fault.signal.addEventListener('abort', cancel, { once: true });
    }
    return handle;
  }

  /** Heals one fault, or all. Returns those that were in force. */
  heal(id?: string): readonly FaultHandle[] {
    const ending = this.#active.filter(({ handle }) => id === undefined || handle.id === id);
    this.#active = this.#active.filter((fault) => !ending.includes(fault));
    for (const fault of ending) fault.heal();
    return ending.map(({ handle }) => handle);
  }

  /** Passes an exchange through the faults in force to the endpoint's handler. */
  async run(exchange: Exchange, handler: () => Reply | Promise<Reply>): Promise<Reply> {
    const chain = this.#active;
    if (chain.length === 0) return handler();
    const step = (index: number): Reply | Promise<Reply> => {
      const fault = chain[index];
      if (fault === undefined) return handler();
      const middleware = fault.signal.aborted
        ? undefined
        : fault.interceptors[exchange.record.endpoint];
      return middleware === undefined
        ? step(index + 1)
        : middleware(exchange, async () => step(index + 1));
    };
    const reply = await step(0);
    for (const fault of chain) if (fault.countRequest(exchange)) this.#endBy(fault, 'times');
    return reply;
  }

  #endBy(fault: ActiveFault, by: 'for' | 'times'): void {
    if (this.heal(fault.handle.id).length > 0) this.#on.ended(fault.handle, by);
  }
}
