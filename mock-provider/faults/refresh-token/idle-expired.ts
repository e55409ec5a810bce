import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const refreshTokenIdleExpired = defineFault({
  name: 'refresh-token/idle-expired',
  summary: 'Refresh tokens that are not used for a while expire; the while begins with the fault.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
    'https://developers.google.com/identity/protocols/oauth2#expiration',
  ],
  options: lastingOptions({ ttl: durationSchema.default('7d').describe('in realm time') }),
  begin(fault, { ttl }) {
    const undo = fault.realm.overridePolicy({ refreshToken: { idleTtl: ttl } }, fault.id);
    fault.realm.shortenRefreshTokens();
    return undo;
  },
});
