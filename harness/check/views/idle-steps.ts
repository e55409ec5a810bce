import type { History } from '../../model/history.ts';
import { heldName } from '../../model/hold.ts';
import type { Gap } from './gap.ts';

/** Changes of the policy after which nobody asked for a token or called the API. */
export function idlePolicies(history: History): readonly Gap[] {
  const last = Math.max(
    0,
    ...history
      .of('request')
      .filter(({ endpoint }) => endpoint === 'token' || endpoint === 'resource')
      .map(({ n }) => n),
  );
  return history
    .of('ledger')
    .filter(({ action, n }) => action === 'policy-changed' && n > last)
    .map(({ n }) => ({
      message: 'nobody asked the provider for anything after its policy had changed',
      evidence: [n],
      voids: true,
    }));
}

/** Holds of the plan at which nothing was ever held: what came meanwhile met no such moment. */
export function idleHolds(history: History): readonly Gap[] {
  const holds = history.of('hold');
  return holds
    .filter(({ state }) => state === 'armed')
    .filter(({ n }) => holds.find((next) => next.n > n)?.state !== 'met')
    .map(({ what, moment, n }) => ({
      message: `no ${heldName(what)} was held ${moment}`,
      evidence: [n],
      voids: true,
    }));
}
