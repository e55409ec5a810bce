import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationRetiredOnSuccessorUse = defineFault({
  name: 'rotation/retired-on-successor-use',
  summary: 'Refresh tokens are single-use, but the old one lives until the new one is used.',
  actsOn: 'policy',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  options: lastingOptions({
    cap: durationSchema.default('30d').describe('the old one lives no longer than this'),
  }),
  begin: (fault, options) =>
    fault.realm.overridePolicy(
      {
        refreshToken: {
          rotation: 'single-use',
          retirement: 'on-successor-use',
          retirementCap: options.cap,
        },
      },
      fault.id,
    ),
});
