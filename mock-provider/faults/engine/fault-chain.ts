import { isDuration, toMs } from '../../model/duration.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Reply } from '../../model/reply.ts';
import { faults, type FaultName } from '../index.ts';
import { ActiveFault } from './active-fault.ts';
import type { FaultDefinition } from './define-fault.ts';
import type { FaultRealm } from './fault-context.ts';
import type { FaultHandle } from './fault-handle.ts';
import { findFault, parseFaultOptions } from './parse-fault-options.ts';

/** What the chain needs of its realm. */
export interface ChainRealm {
  readonly realm: FaultRealm;
  readonly seed: number;
  /** Calls back after so many milliseconds of realm time; returns the way to cancel. */
  afterMs(ms: number, callback: () => void): () => void;
  /** Hears of a fault that ended without being told to. */
  ended(handle: FaultHandle, by: 'for' | 'times'): void;
}

/**
 * The faults in force on a realm. The first injected is outermost: it sees a request first and its
 * reply last, so that it can hide an exchange from all faults injected after it.
 */
export class FaultChain {
  readonly #on: ChainRealm;
  readonly #known: readonly FaultDefinition[];
  #active: readonly ActiveFault[] = [];
  #injected = 0;

  constructor(on: ChainRealm, known: readonly FaultDefinition[] = faults) {
    this.#on = on;
    this.#known = known;
  }

  get handles(): readonly FaultHandle[] {
    return this.#active.map(({ handle }) => handle);
  }

  /**
   * Faults that would have to be injected again to have the same faults in force: all but those
   * that only destroyed something.
   */
  get lasting(): readonly FaultHandle[] {
    return this.#active.filter(({ isSpent }) => !isSpent).map(({ handle }) => handle);
  }

  /** How many were ever injected: their ids are numbered by it. */
  get injected(): number {
    return this.#injected;
  }

  /**
   * Puts faults of an earlier chain in force and numbers on after it, so that no id ever means two
   * faults.
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

  /** Ends one fault, or all; returns those that were in force. */
  heal(id?: string): readonly FaultHandle[] {
    const ending = this.#active.filter(({ handle }) => id === undefined || handle.id === id);
    this.#active = this.#active.filter((fault) => !ending.includes(fault));
    for (const fault of ending) fault.heal();
    return ending.map(({ handle }) => handle);
  }

  /** Sends an exchange through the faults in force to its handler. */
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
