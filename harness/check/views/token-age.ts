import type { EventHead } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { TokenCall } from './token-calls.ts';

/**
 * A client that renews its tokens in the second half of their life at most doubles the number of
 * refreshes, and saves a refused call each time.
 */
const RIPE = 0.5;

/**
 * Returns a function that says whether the token of an earlier answer was near its end, or past it,
 * by the clock of the client: `expires_in` counts from the moment the answer came (RFC 6749 §5.1).
 * A clock that was moved meanwhile misleads the client, and that is no fault of its own.
 */
export function tokenAge(history: History): (issued: TokenCall, at: EventHead) => boolean {
  const moves = history.of('clock').filter(({ clock }) => clock === 'n8n');
  const clientTime = ({ n, at }: EventHead): number =>
    at + (moves.findLast((move) => move.n < n)?.offsetMs ?? 0);
  return ({ reply, toldAccess }, at) => {
    if (reply?.expiresInSeconds === undefined || !toldAccess) return false;
    return clientTime(at) - clientTime(reply) >= reply.expiresInSeconds * 1_000 * RIPE;
  };
}
