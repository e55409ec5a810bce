import type { HistoryEvent, HistoryEventBody } from '../../harness/model/event.ts';

/** Collects events in any order and numbers them by their time. */
export interface SampleLog {
  /** Adds events at a moment, in milliseconds since the run began. */
  at(ms: number, ...bodies: readonly HistoryEventBody[]): void;
  /** A number for the next request. */
  nextExchange(): number;
  events(): readonly HistoryEvent[];
}

/** An empty log. */
export function sampleLog(): SampleLog {
  const bodies: { readonly ms: number; readonly body: HistoryEventBody }[] = [];
  let exchanges = 0;
  return {
    at: (ms, ...added) => {
      bodies.push(...added.map((body) => ({ ms, body })));
    },
    nextExchange: () => {
      exchanges += 1;
      return exchanges;
    },
    events: () =>
      bodies
        .toSorted((a, b) => a.ms - b.ms)
        .map(({ ms, body }, index) => ({ n: index + 1, at: ms, ...body })),
  };
}
