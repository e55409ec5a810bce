import type { z } from 'zod';
import type { Capability } from '../../model/capability.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import type { TargetFaultName } from '../../model/scenario.ts';

/** A fault of the system under test itself, not of the provider. A scenario that uses one runs alone on its target. */
export interface TargetFault<Name extends TargetFaultName = TargetFaultName, Options extends z.ZodObject = z.ZodObject> {
  readonly name: Name;
  readonly summary: string;
  readonly surface: 'clock' | 'process';
  /** Reports from the field, or the RFC section that names the hazard. */
  readonly seenInTheWild: readonly string[];
  readonly requires: Capability;
  readonly options: Options;
  /** Puts the fault in force; resolves when it is seen to be. Returns by how much the client's clock is off then, 0 if it is not a clock fault. */
  begin(client: ClientUnderTest, options: z.output<Options>, signal: AbortSignal): Promise<number>;
  heal(client: ClientUnderTest, signal: AbortSignal): Promise<void>;
}

/** Declares a fault of the target; the name and the options keep their literal types. */
export const defineTargetFault = <const Name extends TargetFaultName, Options extends z.ZodObject>(fault: TargetFault<Name, Options>): TargetFault<Name, Options> => fault;
