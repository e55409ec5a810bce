import type { RemoteRealm } from '../control/client.ts';
import { ControlError } from '../control/control-error.ts';
import type { NumberedEvent } from '../control/read-events.ts';

/** How the stream stands. */
export type StreamStatus = 'connecting' | 'following' | 'lost';

/** Who hears of it. */
export interface Hearer {
  status(status: StreamStatus): void;
  event(event: NumberedEvent): void;
  /** What was heard before is of another realm of the same name. */
  restarted(): void;
}

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Hears every event of a realm, those that are kept first; comes back after the last one it heard
 * when the connection is lost.
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
      // The provider ends a stream of its own accord only when it drops the realm.
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
