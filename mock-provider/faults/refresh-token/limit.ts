import { z } from 'zod';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const refreshTokenLimit = defineFault({
  name: 'refresh-token/limit',
  summary: 'A user and client can have so many live consents; one more silently ends the oldest.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://developers.google.com/identity/protocols/oauth2#expiration',
    'https://www.zoho.com/accounts/protocol/oauth/token-limits.html',
  ],
  options: lastingOptions({ limit: z.int().positive().default(1) }),
  begin: (fault, { limit }) => fault.realm.overridePolicy({ refreshToken: { limit } }, fault.id),
});
