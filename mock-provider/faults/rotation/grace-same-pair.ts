import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationGraceSamePair = defineFault({
  name: 'rotation/grace-same-pair',
  summary:
    'Refresh tokens are single-use, and a replay within the grace yields the pair given before.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
  ],
  options: lastingOptions({
    grace: durationSchema
      .default('30s')
      .describe('how long a spent token still works, in realm time'),
  }),
  begin: (fault, options) =>
    fault.realm.overridePolicy(
      { refreshToken: { rotation: 'single-use', grace: options.grace, graceReply: 'same-pair' } },
      fault.id,
    ),
});
