import type { Exchange } from '../../model/exchange.ts';
import type { FaultDefinition, Interceptors } from './define-fault.ts';
import type { FaultContext, FaultRealm } from './fault-context.ts';
import type { FaultHandle } from './fault-handle.ts';
import { drawFor, limitsOf, Turns, type FaultLimits } from './fault-limits.ts';

/**
 * One fault in force. It decides on which exchanges the fault acts, and it undoes the fault's
 * changes when the fault is healed.
 */
export class ActiveFault {
  readonly handle: FaultHandle;
  readonly interceptors: Interceptors;
  readonly #definition: FaultDefinition;
  readonly #context: FaultContext;
  readonly #limits: FaultLimits;
  readonly #ended = new AbortController();
  readonly #draw: (turn: number) => number;
  #undo: (() => void) | undefined;
  /** Successful requests counted so far, for a fault with `strike` or `begin`. */
  #counted = 0;
  #strikes = 0;

  constructor(
    definition: FaultDefinition,
    handle: FaultHandle,
    { realm, seed }: { readonly realm: FaultRealm; readonly seed: number },
  ) {
    this.handle = handle;
    this.#definition = definition;
    this.#limits = limitsOf(handle.options);
    this.#draw = (turn) => drawFor(seed, handle.id, turn);
    const turns = new Turns(this.#limits, this.#draw);
    let randoms = 0;
    const meet = (exchange: Exchange): void => void exchange.outcome.faults.add(handle.id);
    this.#context = {
      id: handle.id,
      signal: this.#ended.signal,
      claim: (exchange) => {
        if (this.#ended.signal.aborted || !turns.take()) return false;
        meet(exchange);
        return true;
      },
      meet,
      random: () => this.#draw(-(randoms += 1)),
      realm,
    };
    this.interceptors = definition.intercept?.(this.#context, handle.options) ?? {};
    if (this.#limits.after === 0) this.#act();
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /**
   * True for a fault with `strike` that has struck as often as `times` says. It does nothing any
   * more, although it still counts as in force until it is healed.
   */
  get isSpent(): boolean {
    return this.#definition.strike !== undefined && this.#strikes >= this.#limits.times;
  }

  /**
   * Counts a request that was carried out. Returns true when this request was the last one that the
   * fault's `times` allowed, so that the fault must end.
   */
  countRequest(exchange: Exchange): boolean {
    const { after, times } = this.#limits;
    const { strike, begin, counts = 'token' } = this.#definition;
    if (this.#ended.signal.aborted || (strike === undefined && begin === undefined)) return false;
    if (
      !(counts === 'token'
        ? exchange.record.endpoint === 'token' && exchange.outcome.issued !== undefined
        : exchange.outcome.accepted === true)
    )
      return false;
    this.#counted += 1;
    if (strike !== undefined) {
      if (!this.isSpent && this.#counted % Math.max(after, 1) === 0) this.#act();
      return false;
    }
    if (after > 0 && this.#counted === after) this.#act();
    return this.#counted >= after + times;
  }

  heal(): void {
    this.#ended.abort();
    this.#undo?.();
    this.#undo = undefined;
  }

  #act(): void {
    const { strike, begin } = this.#definition;
    if (strike !== undefined) {
      this.#strikes += 1;
      if (this.#wins(this.#strikes))
        strike.call(this.#definition, this.#context, this.handle.options);
    } else if (begin !== undefined && this.#wins(0)) {
      this.#undo = begin.call(this.#definition, this.#context, this.handle.options);
    }
  }

  #wins(turn: number): boolean {
    return this.#limits.probability >= 1 || this.#draw(turn) < this.#limits.probability;
  }
}
