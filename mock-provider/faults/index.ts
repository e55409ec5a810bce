import type { z } from 'zod';
import * as every from './every-fault.ts';

type Fault = (typeof every)[keyof typeof every];

/**
 * All faults of the provider, sorted by name. To add one, write its file and one line in
 * every-fault.ts.
 */
export const faults: readonly Fault[] = Object.values(every).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

export type FaultName = Fault['name'];

/** The options of a fault as a user writes them, before defaults are filled in. */
export type FaultOptions<N extends FaultName = FaultName> = z.input<
  Extract<Fault, { name: N }>['options']
>;
