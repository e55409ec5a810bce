import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';

type Connect = EventOf<'connect'>;

/** The endpoints of an authorization code flow (RFC 6749 §4.1). */
const ENDPOINTS: ReadonlySet<string> = new Set(['authorize', 'consent', 'token']);

/** Number of the event at which an attempt to connect can have begun at the earliest. */
const beginOf = (history: History, connect: Connect): number =>
  (connect.begunIn === undefined
    ? history.events.findLast(
        ({ n, type }) =>
          n < connect.n && ['connect', 'step', 'remedy', 'phase', 'execution'].includes(type),
      )
    : history.of('step').find(({ index, state }) => index === connect.begunIn && state === 'begin')
  )?.n ?? 0;

/** The exchanges with the provider during an attempt to connect. */
export function connectAttempt(history: History, connect: Connect): readonly RecordedExchange[] {
  const from = beginOf(history, connect);
  return history
    .exchanges()
    .filter(
      ({ request }) =>
        ENDPOINTS.has(request.endpoint) &&
        request.n > from &&
        request.n < connect.n &&
        (request.client === undefined || request.client === connect.credential),
    );
}
