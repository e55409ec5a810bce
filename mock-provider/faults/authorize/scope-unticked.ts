import { scopeSchema } from '../../model/scope.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const authorizeScopeUnticked = defineFault({
  name: 'authorize/scope-unticked',
  summary: 'The user unticks scopes on the consent page and grants the others.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://developers.google.com/identity/protocols/oauth2/resources/granular-permissions',
  ],
  options: lastingOptions({
    granted: scopeSchema.default('write').describe('what the user grants'),
  }),
  begin: (fault, { granted }) => fault.realm.overridePolicy({ grantedScope: granted }, fault.id),
  intercept: (fault) => ({
    authorize(exchange, next) {
      fault.meet(exchange);
      return next();
    },
  }),
});
