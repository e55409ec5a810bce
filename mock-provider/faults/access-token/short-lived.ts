import { durationSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const accessTokenShortLived = defineFault({
  name: 'access-token/short-lived',
  summary: 'New access tokens live for a short while only, and their replies say so.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://developer.xero.com/documentation/guides/oauth2/token-types/',
  ],
  options: lastingOptions({
    ttl: durationSchema
      .refine((ttl) => toMs(ttl) >= 1_000, 'is shorter than a second')
      .default('5s'),
  }),
  begin: (fault, { ttl }) => fault.realm.overridePolicy({ accessTokenTtl: ttl }, fault.id),
});
