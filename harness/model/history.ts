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

  constructor(events: readonly HistoryEvent[]) {
    this.events = events;
  }

  /** All events of one type, in order. */
  of<T extends EventType>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
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
  exchanges(): RecordedExchange[] {
    const replies = new Map(this.of('reply').map((reply) => [reply.exchange, reply]));
    return this.of('request').map((request) => ({ request, reply: replies.get(request.exchange) }));
  }

  /** Token requests with the refresh token grant (RFC 6749 §6). */
  refreshes(): RecordedExchange[] {
    return this.exchanges().filter(
      ({ request }) => request.endpoint === 'token' && request.grantType === 'refresh_token',
    );
  }

  /** Finished executions: all of them, or only those recorded in the given phases. */
  executions(...phases: Phase[]): EventOf<'execution'>[] {
    const all = this.of('execution');
    return phases.length === 0 ? all : all.filter((execution) => phases.includes(execution.phase));
  }

  /**
   * The event number at which the steady state ends: the beginning of the first fault after the
   * first finished execution. Undefined when there is no such fault.
   */
  get steadyStateEnd(): number | undefined {
    const first = this.of('execution')[0];
    return this.of('fault').find(
      (fault) => fault.state === 'begin' && first !== undefined && fault.n > first.n,
    )?.n;
  }
}
