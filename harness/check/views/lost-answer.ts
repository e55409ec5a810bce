import type { EventHead } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { metAndInForce } from './faults-in-force.ts';
import { processEnds } from './process-ends.ts';
import type { TokenCall } from './token-calls.ts';

/**
 * When a client gives up and asks again, the provider may see the old connection close up to this
 * long after the new request.
 */
const GIVE_UP_TOLERANCE_MS = 100;
/**
 * A client that is killed, or loses its database, this soon after an answer had no fair chance to
 * save the tokens.
 */
const SAVE_MS = 2_000;

/**
 * True when the process that made the call ended after the call and before the next request, and
 * nobody had used the new tokens before the end.
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
 * True when the process that made the call was paused from before the answer until after the next
 * request, so that it has not read the answer yet.
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

/** Faults under which n8n cannot save anything, however long it waits. */
const NO_SAVING: ReadonlySet<string> = new Set(['database/read-only', 'database/down']);

/**
 * True when the database refused to save the tokens of the answer: a database fault was in force,
 * this refresh or an earlier one met it, and it had not been healed. A fault that strikes while the
 * answer is on its way is recorded as met only afterwards, when other events may have happened in
 * between.
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
 * True when a client may act as if it never got the answer to `call`, at the time of `next` (its
 * next request, or a probe). This is so when the answer was over by then and told the client
 * nothing, or when the client could not save what it was told. A call that is still under way is
 * never lost: a second call beside it is a race.
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
