import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editField } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

/**
 * So large that now plus this many seconds is beyond the last moment a JavaScript Date can hold.
 */
const HUGE = Number.MAX_SAFE_INTEGER;

export const replyExpiresIn = defineFault({
  name: 'reply/expires-in',
  summary:
    'Token replies give the life of the access token in a form or size that clients do not expect.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2',
  ],
  options: interceptingOptions({
    as: z.enum(['string', 'zero', 'negative', 'absent', 'huge']).default('string'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) =>
    editField(fault, { ...options, field: 'expires_in' }, (value) => {
      if (options.as === 'absent') return [];
      const told = { string: String(value), zero: 0, negative: -3_600, huge: HUGE }[options.as];
      return [['expires_in', told]];
    }),
});
