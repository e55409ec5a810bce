import { NoSingleFlight } from '../refresh/no-single-flight.ts';

/**
 * Reads every `invalid_grant` as the end of the grant, also that of a provider that only has
 * another refresh of the same token under way.
 */
export class TakesBusyForDead extends NoSingleFlight {}
