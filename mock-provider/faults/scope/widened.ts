import { scopeNames, scopeSchema } from '../../model/scope.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const scopeWidened = defineFault({
  name: 'scope/widened',
  summary: 'Token replies tell more scope than was granted.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
  ],
  options: interceptingOptions({
    by: scopeSchema.default('admin').describe('the scope added'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) =>
    editField(fault, { ...options, field: 'scope' }, (value) => [
      ['scope', [...new Set([...scopeNames(String(value)), ...scopeNames(options.by)])].join(' ')],
    ]),
});
