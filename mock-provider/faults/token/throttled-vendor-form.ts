import { json, type HttpReply } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

/** Zoho's answer. It is used when the policy has no answer of its own for throttling. */
const DENIED: HttpReply = {
  ...json(400, {
    error_description:
      'You have made too many requests continuously. Please try again after some time.',
    error: 'Access Denied',
    status: 'failure',
  }),
  error: 'Access Denied',
};

export const tokenThrottledVendorForm = defineFault({
  name: 'token/throttled-vendor-form',
  summary:
    'The token endpoint throttles in words of its own, which look like a refusal: 400 Access Denied.',
  actsOn: 'token-endpoint',
  seenInTheWild: ['https://www.zoho.com/accounts/protocol/oauth/token-limits.html'],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? fault.realm.answer('throttled-token-endpoint', exchange, DENIED)
        : next(),
  }),
});
