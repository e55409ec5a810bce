import { durationSchema } from '../../model/duration-schema.ts';
import { lastingOptions } from '../engine/define-fault.ts';

/** The option for the difference between the issuer's clock and the API's clock. */
export const clockOptions = lastingOptions({
  by: durationSchema.default('2h').describe("how far the issuer's clock is off the API's"),
});
