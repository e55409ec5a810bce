import { z } from 'zod';
import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const refreshTokenEvicted = defineFault({
  name: 'refresh-token/evicted',
  summary:
    'The oldest live refresh tokens are revoked silently, as if newer ones had taken their place.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://developers.google.com/identity/protocols/oauth2#expiration',
    'https://www.zoho.com/accounts/protocol/oauth/token-limits.html',
  ],
  options: strikingOptions({
    ...ofClient,
    count: z.int().positive().default(1).describe('how many of the oldest'),
  }),
  strike(fault, { client, count }) {
    fault.realm.endTokens(['refresh'], 'revoked', fault.id, client, count);
  },
});
