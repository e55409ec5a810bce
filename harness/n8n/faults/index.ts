import type { z } from 'zod';
import type { TargetFaultName } from '../../model/scenario.ts';
import { clockAhead } from './clock-ahead.ts';
import { clockBehind } from './clock-behind.ts';

/** All faults of the target itself. A new one is a file beside this one and a line here. */
export const targetFaults = [clockAhead, clockBehind] as const;

/** Options of a target fault as a scenario may write them. */
export type TargetFaultOptions<N extends TargetFaultName> = z.input<Extract<(typeof targetFaults)[number], { name: N }>['options']>;

/** The target fault of that name, or undefined when the name belongs to the provider. */
export const findTargetFault = (name: string): (typeof targetFaults)[number] | undefined => targetFaults.find((fault) => fault.name === name);
