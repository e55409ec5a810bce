import type { EventHead, EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { metAndInForce } from './faults-in-force.ts';
import { processEnds } from './process-ends.ts';
import { tokenCalls, type TokenCall } from './token-calls.ts';
import { wasSetBack } from './version-exchanges.ts';

/**
 * A client that is killed, or loses its database, this soon after an answer had no fair chance to
 * save the tokens, or within this many times the longest that it took in this run to use new ones.
 */
const SAVE_MS = 2_000;
const SAVE_TIMES = 10;

/** What {@link saveMs} found for a history; every answer of it asks. */
const measured = new WeakMap<History, number>();

/** How long after an answer a client may still be busy to save it, measured by this very run. */
function saveMs(history: History): number {
  const known = measured.get(history);
  if (known !== undefined) return known;
  const firstUse = new Map<string, number>();
  for (const { presented, at } of history.of('request')) {
    const token = presented?.ref?.fingerprint;
    if (token !== undefined && !firstUse.has(token)) firstUse.set(token, at);
  }
  const longest = tokenCalls(history).reduce((most, { kind, reply }) => {
    const used = firstUse.get(reply?.issued?.access?.fingerprint ?? '');
    return kind === 'code' || reply === undefined || used === undefined
      ? most
      : Math.max(most, used - reply.at);
  }, 0);
  const ms = Math.max(SAVE_MS, longest * SAVE_TIMES);
  measured.set(history, ms);
  return ms;
}

/**
 * True when the client gave a call up before `next` was answered. The provider sees the old
 * connection close only after the new request has come, so that the order of the two says nothing.
 */
function gaveUp(history: History, { reply }: TokenCall, next: EventHead): boolean {
  if (reply?.outcome !== 'aborted-by-client' && reply?.outcome !== 'hang') return false;
  const asked = history.of('request').find(({ n }) => n === next.n);
  const answer = history.of('reply').find(({ exchange }) => exchange === asked?.exchange);
  return reply.n < (answer?.n ?? next.n);
}

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
 * The event at which the database began to refuse to save the tokens of the answer; undefined when
 * it did not refuse. A database fault was in force, this refresh or an earlier one met it, and it
 * had not been healed. A fault that strikes while the answer is on its way is recorded as met only
 * afterwards, when other events may have happened in between.
 */
export function refusalToSave(
  history: History,
  { reply }: Pick<TokenCall, 'reply'>,
): EventOf<'fault'> | undefined {
  if (reply === undefined) return undefined;
  const withinMs = saveMs(history);
  const tooLate =
    history.events.find(({ n, at }) => n > reply.n && at - reply.at > withinMs)?.n ??
    Number.POSITIVE_INFINITY;
  const met = new Set(
    metAndInForce(history, NO_SAVING, { metBefore: tooLate, since: reply.n }).map(({ id }) => id),
  );
  return history
    .of('fault')
    .find(({ id, state, n }) => state === 'begin' && n < reply.n && met.has(id));
}

/** True when the database refused to save the tokens of the answer. */
const couldNotBeSaved = (history: History, call: TokenCall): boolean =>
  refusalToSave(history, call) !== undefined;

/**
 * True when a client may act as if it never got the answer to `call`, at the time of `next` (its
 * next request, or a probe). This is so when the answer was over by then and told the client
 * nothing, when the client could not save what it was told, or when it was set back to what it had
 * stored before. A call that is still under way is
 * never lost: a second call beside it is a race.
 */
export function wasLostBefore(
  history: History,
  call: TokenCall,
  next: EventHead,
  token: 'access' | 'refresh',
): boolean {
  if (
    diedUnseen(history, call, next, saveMs(history)) ||
    stoodStill(history, call, next) ||
    couldNotBeSaved(history, call) ||
    wasSetBack(history, call.reply ?? call.request, next)
  )
    return true;
  if (token === 'access' ? call.toldAccess : call.toldRefresh) return false;
  if (call.reply === undefined) return false;
  return call.reply.n < next.n || gaveUp(history, call, next);
}
