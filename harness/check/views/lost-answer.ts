import type { EventHead } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { metAndInForce } from './faults-in-force.ts';
import { processEnds } from './process-ends.ts';
import type { TokenCall } from './token-calls.ts';

/**
 * A client that gives up and asks again is seen to close the old connection up to this much after
 * the new request.
 */
const GIVE_UP_TOLERANCE_MS = 100;
/**
 * A client killed, or left without its database, this soon after an answer had no fair chance to
 * save it.
 */
const SAVE_MS = 2_000;

/**
 * True when the process that made the call ended after it and before the next request, and the new
 * tokens were not seen in use until then.
 */
export function diedUnseen(
  history: History,
  call: TokenCall,
  next: EventHead,
  withinMs = Number.POSITIVE_INFINITY,
): boolean {
  const answeredAt = call.reply?.at ?? call.request.at;
  const { sender } = call.request;
  return processEnds(history).some((event) => {
    if (sender !== undefined && event.process !== sender) return false;
    if (event.n < call.request.n || event.n > next.n || event.at - answeredAt > withinMs)
      return false;
    const issued = [
      call.reply?.issued?.access?.fingerprint,
      call.reply?.issued?.refresh?.fingerprint,
    ];
    return !history
      .of('request')
      .some(
        ({ n, presented }) =>
          n < event.n && presented?.ref !== undefined && issued.includes(presented.ref.fingerprint),
      );
  });
}

/**
 * True when the process that made the call stood still from before the answer until after the next
 * request: it has not read it yet.
 */
function stoodStill(history: History, { request, reply }: TokenCall, next: EventHead): boolean {
  const own = history
    .of('process')
    .filter(({ process, n }) => process === request.sender && n < next.n);
  const last = own.findLast(({ state }) => state === 'paused' || state === 'resumed');
  return (
    last?.state === 'paused' && last.n > request.n && (reply === undefined || last.n < reply.n)
  );
}

/** Faults under which nothing can be saved, however long one waits. */
const NO_SAVING: ReadonlySet<string> = new Set(['database/read-only', 'database/down']);

/**
 * True when the database refused to keep what the answer told: a fault of it was in force, met by
 * this refresh or an earlier one, and not over. One that strikes when the answer is on the wire
 * says so only once it has struck, while others go on.
 */
function couldNotBeSaved(history: History, { reply }: TokenCall): boolean {
  if (reply === undefined) return false;
  const begun = new Set(
    history
      .of('fault')
      .filter(({ state, n }) => state === 'begin' && n < reply.n)
      .map(({ id }) => id),
  );
  const tooLate =
    history.events.find(({ n, at }) => n > reply.n && at - reply.at > SAVE_MS)?.n ??
    Number.POSITIVE_INFINITY;
  return metAndInForce(history, NO_SAVING, { metBefore: tooLate, since: reply.n }).some(({ id }) =>
    begun.has(id),
  );
}

/**
 * True when a client may act as if `call` had never been answered, at the time it sends `next` (or
 * is looked at): the answer was over by then and told it nothing, or the client was killed before
 * it could save what it was told. A call still under way is never lost: a second one beside it is a
 * race.
 */
export function wasLostBefore(
  history: History,
  call: TokenCall,
  next: EventHead,
  token: 'access' | 'refresh',
): boolean {
  if (
    diedUnseen(history, call, next, SAVE_MS) ||
    stoodStill(history, call, next) ||
    couldNotBeSaved(history, call)
  )
    return true;
  if (token === 'access' ? call.toldAccess : call.toldRefresh) return false;
  if (call.reply === undefined) return false;
  const gaveUp = call.reply.outcome === 'aborted-by-client' || call.reply.outcome === 'hang';
  return call.reply.n < next.n || (gaveUp && call.reply.at <= next.at + GIVE_UP_TOLERANCE_MS);
}
