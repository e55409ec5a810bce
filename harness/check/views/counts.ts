import type { History } from '../../model/history.ts';
import type { ScenarioResult } from '../../model/results.ts';
import { impact } from './impact.ts';

/**
 * Numbers of a scenario run: refresh requests, those of them under the fault, all requests at the
 * token endpoint, API calls carried out and refused.
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
