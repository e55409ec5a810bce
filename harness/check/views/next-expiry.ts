import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * The faults by which the harness tests that a recovery survives the next expiry: they begin after
 * the last step of the plan and end with the reason `next-expiry`.
 */
export function proofs(history: History): readonly EventOf<'fault'>[] {
  const ids = new Set(
    history
      .of('fault')
      .filter(({ by }) => by === 'next-expiry')
      .map(({ id }) => id),
  );
  const planned = history.of('step').at(-1)?.n ?? 0;
  return history
    .of('fault')
    .filter(({ id, state, n }) => state === 'begin' && ids.has(id) && n > planned);
}

/** The faults of the plan, as they begin: all but those by which the harness tests a recovery. */
export function faultsOfPlan(history: History): readonly EventOf<'fault'>[] {
  const own = new Set(proofs(history).map(({ id }) => id));
  return history.of('fault').filter(({ state, id }) => state === 'begin' && !own.has(id));
}

/** Faults that only bring the expiry of an access token about, which is nothing to wait for. */
const EXPIRIES: ReadonlySet<string> = new Set(['access-token/expired', 'access-token/revoked']);

/** The faults of the plan beside those that only end an access token. */
export const faultsBeside = (history: History): readonly EventOf<'fault'>[] =>
  faultsOfPlan(history).filter(({ fault }) => !EXPIRIES.has(fault));
