import { z } from 'zod';
import { redirected } from '../../model/redirect-back.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { wayBackOf } from './way-back.ts';

/** RFC 6749 §4.1.2.1, and what a provider says of it. */
const DESCRIPTIONS = {
  access_denied: 'The user refused consent.',
  invalid_scope: 'A requested scope does not exist any more.',
  unauthorized_client: 'This app may not sign in users of this tenant.',
  unsupported_response_type: 'This app may not use the authorization code flow.',
  invalid_request: 'The request is not allowed for this app.',
  server_error: 'The authorization server met an unexpected condition.',
  temporarily_unavailable: 'The authorization server is overloaded.',
} as const;

export const authorizeRefused = defineFault({
  name: 'authorize/refused',
  summary: 'The authorization endpoint sends the user back with an error instead of a code.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://github.com/n8n-io/n8n/issues/2464',
    'https://github.com/n8n-io/n8n/issues/18913',
  ],
  options: interceptingOptions({
    error: z
      .enum(Object.keys(DESCRIPTIONS) as (keyof typeof DESCRIPTIONS)[])
      .default('access_denied'),
    errorDescription: z.string().optional(),
  }),
  intercept: (fault, { error, errorDescription }) => ({
    authorize(exchange, next) {
      const back = wayBackOf(exchange);
      return back !== undefined && fault.claim(exchange)
        ? redirected(back, { error, error_description: errorDescription ?? DESCRIPTIONS[error] })
        : next();
    },
  }),
});
