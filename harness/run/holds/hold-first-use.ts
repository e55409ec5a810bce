import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { TokenRef } from '../../../mock-provider/index.ts';
import { readCredentials } from '../probes/probe-credentials.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { isOf, letGoAt, type HoldRequest, type Taking } from './open-hold.ts';

/** A save takes milliseconds. A client that works with unsaved tokens is not kept for ever. */
const SAVED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Holds every call that shows tokens which were issued since then. The first of them is taken once
 * its token is what the client has stored; when that does not come, the call goes on. Returns a
 * function that stops this.
 */
export function holdFirstUse(
  run: ScenarioRun,
  wanted: HoldRequest,
  { take, released }: Taking,
): () => void {
  const { credential } = wanted;
  const asked = new Set<number>();
  const fresh = new Set<string>();
  let first: Promise<void> | undefined;
  const stopListening = run.realm.listen((event) => {
    if (event.type === 'request' && event.endpoint === 'token' && isOf(event, wanted))
      asked.add(event.exchange);
    if (event.type === 'reply' && asked.has(event.exchange) && event.issued?.access !== undefined)
      fresh.add(event.issued.access.fingerprint);
  });
  const letGo = run.realm.hold('api-call-received', async (request, gone) => {
    const token = request.presented?.ref;
    if (token === undefined || !fresh.has(token.fingerprint)) return;
    if (first !== undefined) {
      await Promise.race([first, letGoAt(released, gone, run.signal)]);
      return;
    }
    first = isStored(run, credential, token, gone).then(async (stored) => {
      if (stored) await take(request, gone);
    });
    await first;
  });
  return () => {
    letGo();
    stopListening();
  };
}

/** Looks until a token is stored, its sender has gone, or time is over. */
async function isStored(
  run: ScenarioRun,
  credential: string,
  token: TokenRef,
  gone: AbortSignal,
): Promise<boolean> {
  const deadline = run.recorder.now() + SAVED_WITHIN_MS;
  while (!gone.aborted && !run.signal.aborted && run.recorder.now() < deadline) {
    const [seen] = await readCredentials(run, credential);
    if (isDeepStrictEqual(seen?.access, token)) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}
