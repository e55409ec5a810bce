import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const rotationNearExpiry = defineFault({
  name: 'rotation/near-expiry',
  summary: 'Refresh tokens are rotated once most of their life is over.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
    'https://github.com/panva/node-oidc-provider/blob/main/docs/README.md',
  ],
  options: lastingOptions({
    share: z
      .number()
      .min(0)
      .max(1)
      .default(0.7)
      .describe('share of its life after which a refresh token is replaced'),
    life: durationSchema.default('14d').describe('life of a refresh token that is not used'),
  }),
  begin: (fault, options) =>
    fault.realm.overridePolicy(
      {
        refreshToken: {
          rotation: 'near-expiry',
          rotateAtShare: options.share,
          idleTtl: options.life,
        },
      },
      fault.id,
    ),
});
