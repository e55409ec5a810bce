import type { RequestRecord } from '../../../mock-provider/index.ts';
import { poll } from '../../machine/poll.ts';
import type { TargetFaultContext } from './define-target-fault.ts';
import { holdCarriedOut } from './hold-carried-out.ts';
import type { Struck } from './moment.ts';

const LOOK_EVERY_MS = 50;

/**
 * Records that a database fault was met as soon as a save of the credential is seen to have run
 * into it. That a refresh was answered is not enough: a client that saves later, or not at all,
 * meets nothing. Looks once more before the fault is undone.
 * @param ran true when a save has run into the fault; a look that fails has seen nothing
 */
export function metBySave(
  { met, signal, undo }: Pick<TargetFaultContext, 'met' | 'signal' | 'undo'>,
  ran: () => Promise<boolean>,
  note: string,
): void {
  const stop = new AbortController();
  let told = false;
  const look = async (): Promise<true | undefined> => {
    if (told) return true;
    const seen = await ran().catch(() => false);
    // Two looks may be under way at the end.
    if (seen && !told) {
      told = true;
      met(note);
    }
    return told ? true : undefined;
  };
  const looking = poll(look, {
    withinMs: Number.POSITIVE_INFINITY,
    everyMs: LOOK_EVERY_MS,
    signal: AbortSignal.any([signal, stop.signal]),
  }).catch(() => undefined);
  undo(async () => {
    stop.abort(new Error('the fault is undone'));
    await looking;
    await look();
  });
}

/**
 * Calls `then` once when a refresh has given tokens to the client, which is when its answer is on
 * the wire. For a fault under which nothing at all can be saved: these tokens cannot be stored
 * before it ends. No hold tells it: a fault that kills the client at the same point may hold the
 * refresh there until this fault is healed.
 * @param struck what the fault struck; a refresh may be carried out already
 */
export function onTokensGiven(
  { realm, undo }: Pick<TargetFaultContext, 'realm' | 'undo'>,
  struck: Struck | undefined,
  then: (request: RequestRecord) => void,
): void {
  const carriedOut = new Map<number, RequestRecord>();
  if (struck?.hasTokens === true) carriedOut.set(struck.request.exchange, struck.request);
  let told = false;
  const stops = [
    holdCarriedOut(realm, async (request) => void carriedOut.set(request.exchange, request)),
    realm.listen((event) => {
      if (told || event.type !== 'reply' || !event.delivered) return;
      const request = carriedOut.get(event.exchange);
      if (request === undefined) return;
      told = true;
      then(request);
    }),
  ];
  undo(async () => stops.forEach((stop) => stop()));
}
