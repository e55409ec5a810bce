import type { HistoryEvent, HistoryEventBody } from '../model/event.ts';

/** Stores one event. It must have written the event to disk when it returns. */
export type EventSink = (event: HistoryEvent) => void;

/**
 * The only recorder of a scenario run. It numbers the events (`n` from 1, no gaps) and gives them
 * their time (`at`, milliseconds since the recorder was made, from a clock that nobody can set).
 * Nothing else in a run reads a clock for the history.
 */
export class Recorder {
  #next = 1;
  #closed = false;
  #broken: { readonly cause: unknown } | undefined;
  readonly #sink: EventSink;
  readonly #clock: () => number;
  readonly #start: number;

  constructor(sink: EventSink, clock: () => number = () => performance.now()) {
    this.#sink = sink;
    this.#clock = clock;
    this.#start = clock();
  }

  /** Milliseconds since the run of the scenario began. */
  now(): number {
    return Math.round((this.#clock() - this.#start) * 10) / 10;
  }

  /**
   * Appends one event. After `close`, events are dropped, because a reply to a client that has
   * ended may still arrive.
   * @throws what the sink threw, and the same again from then on: a history with a hole in it must
   * not go on
   */
  add(body: HistoryEventBody): void {
    if (this.#closed) return;
    if (this.#broken !== undefined) throw this.#broken.cause;
    const event: HistoryEvent = { n: this.#next, at: this.now(), ...body };
    this.#next += 1;
    try {
      this.#sink(event);
    } catch (cause) {
      this.#broken = { cause };
      throw cause;
    }
  }

  close(): void {
    this.#closed = true;
  }
}
