import { oauthError } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const scopeInvalidScope = defineFault({
  name: 'scope/invalid-scope',
  summary: 'The token endpoint refuses the refresh with 400 invalid_scope.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/pull/28159',
  ],
  options: interceptingOptions({ grants: grants('refresh_token') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? oauthError(400, 'invalid_scope', 'The requested scope exceeds the scope granted.')
        : next(),
  }),
});
