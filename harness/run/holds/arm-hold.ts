import type { RequestRecord } from '../../../mock-provider/index.ts';
import { holdCarriedOut } from '../../faults/engine/hold-carried-out.ts';
import type { Held } from '../../model/hold.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { holdFirstUse } from './hold-first-use.ts';
import { isOf, letGoAt, type HoldRequest, type OpenHold, type Taking } from './open-hold.ts';

/**
 * Makes the provider hold the next exchange of a kind at a moment, until the plan releases it or
 * its sender hangs up. Records when it was armed, met and released.
 */
export function armHold(run: ScenarioRun, wanted: HoldRequest): OpenHold {
  const { what, at } = wanted;
  const met = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const tell = (state: 'armed' | 'met' | 'released', more: object = {}): void =>
    run.recorder.add({ type: 'hold', what, moment: at, state, ...more });
  let held: Held | undefined;
  let isMet = false;
  const take = async (request: RequestRecord, gone: AbortSignal): Promise<void> => {
    held = { what, at, request, gone };
    tell('met', { exchange: request.exchange });
    isMet = true;
    met.resolve();
    const how = await letGoAt(released.promise, gone, run.signal);
    held = undefined;
    if (how === 'ended' && !run.signal.aborted) tell('released', { by: 'client' });
  };
  tell('armed');
  const stop = holdAt(run, wanted, { take, released: released.promise });
  let over = false;
  const hold: OpenHold = {
    wanted,
    get held() {
      return held;
    },
    met: met.promise,
    get isMet() {
      return isMet;
    },
    release(by) {
      if (over) return;
      over = true;
      stop();
      if (held !== undefined || by === 'plan') tell('released', { by });
      released.resolve();
    },
  };
  return hold;
}

function holdAt(run: ScenarioRun, wanted: HoldRequest, taking: Taking): () => void {
  const { what, at } = wanted;
  if (at === 'after-save') return holdFirstUse(run, wanted, taking);
  let taken = false;
  const first: Taking['take'] = async (request, gone) => {
    if (taken || !isOf(request, wanted)) return;
    taken = true;
    await taking.take(request, gone);
  };
  if (at === 'before-commit') return run.realm.hold(`${what}-received`, first);
  return holdCarriedOut(run.realm, first, what, at === 'on-the-wire' ? 'sending' : 'answered');
}
