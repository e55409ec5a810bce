import { scopeSchema, scopeWithin } from '../../model/scope.ts';
import { insufficientScope } from '../../policy/bearer-challenge.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiInsufficientScope = defineFault({
  name: 'api/insufficient-scope',
  summary: 'The API now demands a scope, and refuses live access tokens without it with 403.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes',
  ],
  options: interceptingOptions({
    scope: scopeSchema.default('write').describe('the scope now demanded'),
  }),
  intercept: (fault, { scope }) => ({
    resource(exchange, next) {
      const held = fault.realm.liveScope(exchange);
      return held !== undefined && !scopeWithin(scope, held) && fault.claim(exchange)
        ? insufficientScope(scope)
        : next();
    },
  }),
});
