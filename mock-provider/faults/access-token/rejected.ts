import { invalidToken } from '../../policy/bearer-challenge.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const accessTokenRejected = defineFault({
  name: 'access-token/rejected',
  summary: 'The API refuses every access token with 401, although it is live.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    'https://github.com/n8n-io/n8n/issues/18517',
  ],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    resource: (exchange, next) =>
      fault.realm.liveScope(exchange) !== undefined && fault.claim(exchange)
        ? invalidToken('The access token is not valid for this API.')
        : next(),
  }),
});
