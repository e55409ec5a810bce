import type { RequestRecord } from '../../../mock-provider/index.ts';
import { poll } from '../../machine/poll.ts';
import type { TargetFaultContext } from './define-target-fault.ts';
import { holdCarriedOut } from './hold-carried-out.ts';
import type { Refresh } from './moment.ts';

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
 * before it ends.
 * @param refresh the one at whose moment the fault strikes, when it is carried out already
 */
export function onTokensGiven(
  { realm, undo }: Pick<TargetFaultContext, 'realm' | 'undo'>,
  refresh: Refresh | undefined,
  then: (request: RequestRecord) => void | Promise<void>,
): void {
  const carriedOut = new Set<number>(refresh === undefined ? [] : [refresh.request.exchange]);
  let told = false;
  const stops = [
    holdCarriedOut(realm, async ({ exchange }) => void carriedOut.add(exchange)),
    realm.hold('refresh-delivered', async (request) => {
      if (told || !carriedOut.has(request.exchange)) return;
      told = true;
      await then(request);
    }),
  ];
  undo(async () => stops.forEach((stop) => stop()));
}
