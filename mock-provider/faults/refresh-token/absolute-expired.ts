import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const refreshTokenAbsoluteExpired = defineFault({
  name: 'refresh-token/absolute-expired',
  summary:
    'Consents end after a fixed time, whatever is refreshed or rotated; older ones end at once.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
    'https://developers.google.com/identity/protocols/oauth2#expiration',
  ],
  options: lastingOptions({
    ttl: durationSchema.default('7d').describe('in realm time, from the consent on'),
  }),
  begin(fault, { ttl }) {
    const undo = fault.realm.overridePolicy({ refreshToken: { absoluteTtl: ttl } }, fault.id);
    fault.realm.shortenRefreshTokens();
    return undo;
  },
});
