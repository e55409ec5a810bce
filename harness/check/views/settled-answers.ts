import type { History, RecordedExchange } from '../../model/history.ts';
import { intervals, type Interval } from './intervals.ts';
import { wasLostBefore } from './lost-answer.ts';
import { tokenCalls, type TokenCall } from './token-calls.ts';
import { sameToken } from './token-ref.ts';
import { tokenRefusals } from './token-refusals.ts';

/** A call of a running execution that may want a new token: from when on, as an event number. */
interface Waiting {
  readonly since: number;
}

/** True when a call shows the refresh token of the earlier answer: it knew that answer. */
const shows = ({ request }: TokenCall, { request: before, reply }: TokenCall): boolean =>
  sameToken(request.presented?.ref, reply?.issued?.refresh) &&
  !sameToken(before.presented?.ref, reply?.issued?.refresh);

/**
 * Items of the client's running executions that, when an answer came, had been refused or had not
 * been called yet. Each of them may send one request of its own that crosses the answer.
 */
function waitingAt(
  n: number,
  running: readonly Interval[],
  callsOf: (item: string) => readonly RecordedExchange[],
  refused: ReadonlySet<number>,
): readonly Waiting[] {
  return running.flatMap(({ items, from }) =>
    items.flatMap((item): readonly Waiting[] => {
      const last = callsOf(item).findLast(({ request }) => request.n < n);
      if (last === undefined) return [{ since: from }];
      const over = last.reply !== undefined && last.reply.n < n ? last.reply.n : undefined;
      return over !== undefined && refused.has(over) ? [{ since: over }] : [];
    }),
  );
}

/**
 * Returns a function that says whether whoever sent `call` knew, or could have read, the tokens of
 * an earlier answer. The order of the events decides, and no span of time: an answer is unknown to
 * a call that arrived before it, and to one for each item that was waiting when it came, since such
 * a call may have been on its way. Whoever shows a token of the answer knew it.
 */
export function settledAnswers(history: History): (earlier: TokenCall, call: TokenCall) => boolean {
  const all = intervals(history);
  const told = tokenCalls(history).filter(({ toldAccess }) => toldAccess);
  const refused = new Set(tokenRefusals(history).map(({ n }) => n));
  const byItem = new Map<string, RecordedExchange[]>();
  for (const exchange of history.exchanges()) {
    const { endpoint, item } = exchange.request;
    if (endpoint !== 'resource' || item === undefined) continue;
    const known = byItem.get(item);
    if (known === undefined) byItem.set(item, [exchange]);
    else known.push(exchange);
  }
  const mayCross = ({ client, reply }: TokenCall, { request }: TokenCall): boolean => {
    const n = reply?.n ?? 0;
    const running = all.filter(
      ({ credential, from, to }) => credential === client && from < n && to > n,
    );
    // An execution that has ended by then sends nothing more.
    if (!running.some(({ to }) => to > request.n)) return false;
    const waiting = waitingAt(n, running, (item) => byItem.get(item) ?? [], refused);
    const since = Math.min(...waiting.map((one) => one.since));
    const brought = told.filter(
      (other) =>
        other.kind !== 'code' &&
        other.client === client &&
        other.request.n > since &&
        other.request.n < request.n,
    );
    return brought.length < waiting.length;
  };
  return (earlier, call) => {
    if (!earlier.toldAccess || earlier.reply === undefined || earlier.reply.n > call.request.n)
      return false;
    if (earlier.kind === 'code' || shows(call, earlier)) return true;
    return !wasLostBefore(history, earlier, call.request, 'access') && !mayCross(earlier, call);
  };
}
