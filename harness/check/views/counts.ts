import type { History } from '../../model/history.ts';
import type { ScenarioResult } from '../../model/results.ts';
import { impact } from './impact.ts';

/**
 * Counts of a scenario run: refresh requests, how many of them were sent under the fault, all
 * requests to the token endpoint, and accepted and refused API calls.
 */
export function counts(history: History): ScenarioResult['counts'] {
  const exchanges = history.exchanges();
  const api = exchanges.filter(({ request }) => request.endpoint === 'resource');
  return {
    refreshes: history.refreshes().length,
    refreshesUnderFault: impact(history).refreshes,
    tokenRequests: exchanges.filter(({ request }) => request.endpoint === 'token').length,
    apiAccepted: api.filter(({ reply }) => reply?.accepted === true).length,
    apiRefused: api.filter(({ reply }) => reply !== undefined && reply.accepted !== true).length,
  };
}
