import type { History } from '../../model/history.ts';
import { faultsOfPlan } from './next-expiry.ts';
import { presentsDead } from './token-refusals.ts';

/**
 * True when anything happened to a client beyond the end of an access token: a fault of the plan, a
 * token request that failed, a refresh token that ended, a refused call with a live token, a clock
 * that moved, a process that ended, an execution or a connect that failed.
 */
export function metTrouble(history: History): boolean {
  return (
    faultsOfPlan(history).length > 0 ||
    history.executions().some(({ status }) => status !== 'success') ||
    history.of('connect').some(({ ok }) => !ok) ||
    history.of('clock').some(({ offsetMs }) => offsetMs !== 0) ||
    history.of('process').some(({ state }) => state !== 'started') ||
    history
      .of('ledger')
      .some(
        ({ action, token }) =>
          token?.kind === 'refresh' && (action === 'revoked' || action === 'expired'),
      ) ||
    history.exchanges().some(({ request, reply }) => {
      const failed = reply?.outcome !== 'http' || (reply.status ?? 0) >= 400;
      return failed && (request.endpoint !== 'resource' || !presentsDead(request));
    })
  );
}
