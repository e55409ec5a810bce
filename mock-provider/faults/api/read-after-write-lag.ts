import { durationSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { invalidToken } from '../../policy/bearer-challenge.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiReadAfterWriteLag = defineFault({
  name: 'api/read-after-write-lag',
  summary: 'The API does not know a new access token for a while after it was issued.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    'https://github.com/n8n-io/n8n/issues/18517',
  ],
  options: interceptingOptions({ lag: durationSchema.default('2s').describe('in realm time') }),
  intercept: (fault, { lag }) => ({
    resource(exchange, next) {
      const age = fault.realm.tokenAgeMs(exchange);
      return age !== undefined && age < toMs(lag) && fault.claim(exchange)
        ? invalidToken('The access token is unknown.')
        : next();
    },
  }),
});
