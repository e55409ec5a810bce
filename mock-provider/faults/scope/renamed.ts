import { z } from 'zod';
import { scopeNames } from '../../model/scope.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const scopeRenamed = defineFault({
  name: 'scope/renamed',
  summary: 'Token replies tell the scope under other names than were asked for.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://developers.google.com/identity/protocols/oauth2/scopes',
  ],
  options: interceptingOptions({
    prefix: z
      .string()
      .min(1)
      .default('https://api.example.com/auth/')
      .describe('put before each name'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) =>
    editField(fault, { ...options, field: 'scope' }, (value) => [
      [
        'scope',
        scopeNames(String(value))
          .map((name) => options.prefix + name)
          .join(' '),
      ],
    ]),
});
