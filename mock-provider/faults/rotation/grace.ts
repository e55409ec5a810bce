import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationGrace = defineFault({
  name: 'rotation/grace',
  summary: 'Refresh tokens become single-use, and a spent one still works for a while.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
    'https://developer.xero.com/documentation/guides/oauth2/token-types/',
  ],
  options: lastingOptions({
    grace: durationSchema
      .default('30s')
      .describe('how long a spent token still works, in realm time'),
  }),
  begin: (fault, { grace }) =>
    fault.realm.overridePolicy({ refreshToken: { rotation: 'single-use', grace } }, fault.id),
});
