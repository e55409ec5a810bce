import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** A refresh by one process while another process held the credential's lock. */
export interface RefreshWithoutLock {
  readonly process: string;
  readonly holder: string;
  /** How long the process had waited for the lock; undefined when it never asked for it. */
  readonly waitedMs?: number;
  readonly request: EventOf<'request'>;
}

/**
 * Refreshes that ignored the lock, in order. Empty when the client has no such lock, or when the
 * lock could not be observed.
 */
export function refreshesWithoutLock(history: History): readonly RefreshWithoutLock[] {
  return history.of('request').flatMap((request) => {
    const { sender, client } = request;
    if (request.grantType !== 'refresh_token' || sender === undefined) return [];
    const locks = history
      .of('lock')
      .filter(({ credential, n }) => credential === client && n < request.n);
    const taken = locks.findLast(({ state }) => state === 'taken');
    const open =
      taken !== undefined &&
      !locks.some(({ state, n }) => (state === 'released' || state === 'lost') && n > taken.n);
    if (!open || taken.process === undefined || taken.process === sender) return [];
    const waits = locks.findLast(
      ({ state, process, n }) => state === 'waits' && process === sender && n > taken.n,
    );
    return [
      {
        process: sender,
        holder: taken.process,
        request,
        ...(waits === undefined ? {} : { waitedMs: request.at - waits.at }),
      },
    ];
  });
}
