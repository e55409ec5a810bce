import { durationSchema } from '../../model/duration-schema.ts';
import { lastingOptions } from '../engine/define-fault.ts';

/** How far the issuer's clock is off the API's. */
export const clockOptions = lastingOptions({
  by: durationSchema.default('2h').describe("how far the issuer's clock is off the API's"),
});
