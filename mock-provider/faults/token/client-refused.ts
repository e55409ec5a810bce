import { clientRefused } from '../../policy/client-refused.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const tokenClientRefused = defineFault({
  name: 'token/client-refused',
  summary: 'The token endpoint no longer accepts the client: 401 invalid_client.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/issues/22544',
  ],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? fault.realm.answer('client-refused', exchange, clientRefused(exchange.record.clientAuth))
        : next(),
  }),
});
