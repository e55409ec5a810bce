import type { EventOf, EventType, HistoryEvent, Phase } from './event.ts';

/**
 * A request to the provider and its reply; the reply is undefined when the request was not
 * answered.
 */
export interface RecordedExchange {
  readonly request: EventOf<'request'>;
  readonly reply: EventOf<'reply'> | undefined;
}

/** A read-only view of the events of one scenario run. Checkers see nothing else. */
export class History {
  readonly events: readonly HistoryEvent[];
  /** The events by their type. Dozens of checkers ask for the same ones again and again. */
  readonly #byType = new Map<EventType, HistoryEvent[]>();
  #exchanges: readonly RecordedExchange[] | undefined;

  constructor(events: readonly HistoryEvent[]) {
    this.events = events;
    for (const event of events) {
      const same = this.#byType.get(event.type);
      if (same === undefined) this.#byType.set(event.type, [event]);
      else same.push(event);
    }
  }

  /** All events of one type, in order. */
  of<T extends EventType>(type: T): readonly EventOf<T>[] {
    return (this.#byType.get(type) ?? []) as readonly HistoryEvent[] as readonly EventOf<T>[];
  }

  /** The scenario event; undefined when the history ends before it. */
  get head(): EventOf<'scenario'> | undefined {
    return this.of('scenario')[0];
  }

  /** True when the run completed, so it was neither aborted nor killed. */
  get complete(): boolean {
    return this.of('end').some((event) => event.reason === 'completed');
  }

  /** Every request with its reply, in order of arrival. */
  exchanges(): readonly RecordedExchange[] {
    if (this.#exchanges !== undefined) return this.#exchanges;
    const replies = new Map(this.of('reply').map((reply) => [reply.exchange, reply]));
    this.#exchanges = this.of('request').map((request) => ({
      request,
      reply: replies.get(request.exchange),
    }));
    return this.#exchanges;
  }

  /** Token requests with the refresh token grant (RFC 6749 §6). */
  refreshes(): readonly RecordedExchange[] {
    return this.exchanges().filter(
      ({ request }) => request.endpoint === 'token' && request.grantType === 'refresh_token',
    );
  }

  /** Finished executions: all of them, or only those recorded in the given phases. */
  executions(...phases: Phase[]): readonly EventOf<'execution'>[] {
    const all = this.of('execution');
    return phases.length === 0 ? all : all.filter((execution) => phases.includes(execution.phase));
  }

  /**
   * The event number at which the steady state ends: the beginning of a load, or of the first fault
   * after the first finished execution. Undefined when there is no such thing.
   */
  get steadyStateEnd(): number | undefined {
    const first = this.of('execution')[0];
    const [load] = this.of('load-begin');
    if (load !== undefined) return load.n;
    return this.of('fault').find(
      (fault) => fault.state === 'begin' && first !== undefined && fault.n > first.n,
    )?.n;
  }
}
