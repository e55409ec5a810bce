import { scopeNames } from '../../model/scope.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const scopeReordered = defineFault({
  name: 'scope/reordered',
  summary: 'Token replies tell the scope in another order.',
  actsOn: 'token-endpoint',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.3'],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) =>
    editField(fault, { ...options, field: 'scope' }, (value) => [
      ['scope', scopeNames(String(value)).reverse().join(' ')],
    ]),
});
