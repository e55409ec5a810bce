import { empty } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const tokenNoContent = defineFault({
  name: 'token/no-content',
  summary:
    'The token endpoint answers 204 without a body, which sounds like success and holds no token.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://github.com/n8n-io/n8n/issues/12742',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
  ],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange) ? empty(204) : next(),
  }),
});
