import { z } from 'zod';
import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const consentPasswordChanged = defineFault({
  name: 'consent/password-changed',
  summary:
    'The user changes the password: refresh tokens given before are revoked, access tokens live on or not.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://developers.google.com/identity/protocols/oauth2#expiration',
    'https://github.com/n8n-io/n8n/issues/23827',
  ],
  options: strikingOptions({
    ...ofClient,
    accessTokens: z.enum(['kept', 'revoked']).default('kept'),
  }),
  strike(fault, { client, accessTokens }) {
    fault.realm.endTokens(
      accessTokens === 'kept' ? ['refresh'] : ['refresh', 'access'],
      'revoked',
      fault.id,
      client,
    );
  },
});
