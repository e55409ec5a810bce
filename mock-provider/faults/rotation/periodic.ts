import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationPeriodic = defineFault({
  name: 'rotation/periodic',
  summary: 'Refresh tokens change their value once they are of a certain age, about daily.',
  actsOn: 'policy',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  options: lastingOptions({
    every: durationSchema.default('24h').describe('age at which a refresh token is replaced'),
  }),
  begin: (fault, options) =>
    fault.realm.overridePolicy(
      { refreshToken: { rotation: 'periodic', rotateAfter: options.every } },
      fault.id,
    ),
});
