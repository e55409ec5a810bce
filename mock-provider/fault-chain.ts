import type { FaultHandle } from './api.ts';
import type { FaultDefinition, Interceptors } from './define-fault.ts';
import type { Exchange } from './exchange.ts';
import type { FaultContext, FaultRealm } from './fault-context.ts';
import { faults, type FaultName } from './faults/index.ts';
import { findFault, parseFaultOptions } from './parse-fault-options.ts';
import type { Reply } from './reply.ts';

interface ActiveFault {
  readonly handle: FaultHandle;
  readonly interceptors: Interceptors;
  readonly signal: AbortSignal;
  heal(): void;
}

/**
 * The faults in force on a realm. The first injected is outermost: it sees a request first and its reply last, so that
 * it can hide an exchange from all faults injected after it.
 */
export class FaultChain {
  readonly #realm: FaultRealm;
  readonly #known: readonly FaultDefinition[];
  #active: readonly ActiveFault[] = [];
  #injected = 0;

  constructor(realm: FaultRealm, known: readonly FaultDefinition[] = faults) {
    this.#realm = realm;
    this.#known = known;
  }

  get handles(): readonly FaultHandle[] {
    return this.#active.map(({ handle }) => handle);
  }

  /** Puts a fault in force at once. @throws ProviderError on an unknown name or bad options */
  inject(name: FaultName, input: Readonly<Record<string, unknown>> = {}): FaultHandle {
    const definition = findFault(name, this.#known);
    const options = parseFaultOptions(definition, input);
    this.#injected += 1;
    const handle: FaultHandle = { id: `${name}#${this.#injected}`, name, surface: definition.surface, options };
    const ended = new AbortController();
    const context: FaultContext = {
      id: handle.id,
      signal: ended.signal,
      claim: claimer(handle, ended.signal),
      meet: (exchange) => void exchange.outcome.faults.add(handle.id),
      realm: this.#realm,
    };
    const undo = definition.begin?.(context, options);
    const heal = (): void => {
      ended.abort();
      undo?.();
    };
    this.#active = [...this.#active, { handle, interceptors: definition.intercept?.(context, options) ?? {}, signal: ended.signal, heal }];
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
  run(exchange: Exchange, handler: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
    const chain = this.#active;
    const step = (index: number): Reply | Promise<Reply> => {
      const fault = chain[index];
      if (fault === undefined) return handler();
      const middleware = fault.signal.aborted ? undefined : fault.interceptors[exchange.record.endpoint];
      return middleware === undefined ? step(index + 1) : middleware(exchange, async () => step(index + 1));
    };
    return step(0);
  }
}

/** Counts a fault's turns: the first `after` pass, then `times` are taken, or all when there is no such limit. */
function claimer({ id, options }: FaultHandle, healed: AbortSignal): (exchange: Exchange) => boolean {
  const after = typeof options.after === 'number' ? options.after : 0;
  const times = typeof options.times === 'number' ? options.times : Number.POSITIVE_INFINITY;
  let turns = 0;
  return (exchange) => {
    if (healed.aborted) return false;
    turns += 1;
    if (turns <= after || turns > after + times) return false;
    exchange.outcome.faults.add(id);
    return true;
  };
}
