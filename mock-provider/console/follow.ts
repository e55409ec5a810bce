import type { RemoteRealm } from '../control/client.ts';
import { ControlError } from '../control/control-error.ts';
import type { NumberedEvent } from '../control/read-events.ts';

/** State of the event stream. */
export type StreamStatus = 'connecting' | 'following' | 'lost';

/** Receives the events of a stream and changes of its state. */
export interface Hearer {
  status(status: StreamStatus): void;
  event(event: NumberedEvent): void;
  /** A new realm has the same name. The events received so far belong to the old one. */
  restarted(): void;
}

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Receives every event of a realm, beginning with those that the provider has kept. When the
 * connection is lost, it connects again and continues after the last event it received.
 */
export async function follow(
  realm: Pick<RemoteRealm, 'events'>,
  signal: AbortSignal,
  hearer: Hearer,
): Promise<void> {
  let after = 0;
  let pause = SHORTEST_PAUSE_MS;
  hearer.status('connecting');
  while (!signal.aborted) {
    try {
      const stream = await realm.events({ after, signal });
      hearer.status('following');
      pause = SHORTEST_PAUSE_MS;
      for await (const one of stream) {
        after = one.id;
        hearer.event(one);
      }
      // The provider ends a stream only when it drops the realm.
      after = 0;
    } catch (error) {
      if (error instanceof ControlError && error.status === 404) after = 0;
    }
    if (signal.aborted) return;
    hearer.status('lost');
    if (after === 0) hearer.restarted();
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}
