import type { z } from 'zod';
import * as every from './every-fault.ts';

type Fault = (typeof every)[keyof typeof every];

/** All faults of the provider, by name. A new one is a file and a line in every-fault.ts. */
export const faults: readonly Fault[] = Object.values(every).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

export type FaultName = Fault['name'];

/** Options of a fault as they are written, before defaults. */
export type FaultOptions<N extends FaultName = FaultName> = z.input<
  Extract<Fault, { name: N }>['options']
>;
