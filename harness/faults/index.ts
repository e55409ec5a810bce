import type { z } from 'zod';
import type { TargetFault } from './engine/define-target-fault.ts';

/**
 * All faults of the target itself. A new one is a file and a line here; its name and options are
 * known to the compiler and to scenario files from then on.
 */
export const targetFaults = [
  (await import('./n8n/clock-ahead.ts')).clockAhead,
  (await import('./n8n/clock-behind.ts')).clockBehind,
  (await import('./n8n/killed.ts')).n8nKilled,
  (await import('./n8n/paused.ts')).n8nPaused,
  (await import('./n8n/second-process.ts')).n8nSecondProcess,
  (await import('./n8n/execute-command.ts')).n8nExecuteCommand,
  (await import('./redis/down.ts')).redisDown,
  (await import('./redis/restarted.ts')).redisRestarted,
  (await import('./database/locked.ts')).databaseLocked,
  (await import('./database/read-only.ts')).databaseReadOnly,
  (await import('./database/slow.ts')).databaseSlow,
  (await import('./database/down.ts')).databaseDown,
] as const;

/** Names of the faults of the system under test itself; every other fault is the provider's. */
export type TargetFaultName = (typeof targetFaults)[number]['name'];

/** Options of a target fault as a scenario may write them. */
export type TargetFaultOptions<N extends TargetFaultName> = z.input<
  Extract<(typeof targetFaults)[number], { name: N }>['options']
>;

/** The target fault of that name, or undefined when the name belongs to the provider. */
export const findTargetFault = (name: string): TargetFault | undefined =>
  targetFaults.find((fault) => fault.name === name) as TargetFault | undefined;
