import { scopeNames } from '../../model/scope.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const scopeCommaSeparated = defineFault({
  name: 'scope/comma-separated',
  summary: 'Token replies tell the scope with commas between its names.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  ],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) =>
    editField(fault, { ...options, field: 'scope' }, (value) => [
      ['scope', scopeNames(String(value)).join(',')],
    ]),
});
