import type { z } from 'zod';
import { databaseDown } from './database/down.ts';
import { databaseLocked } from './database/locked.ts';
import { databaseReadOnly } from './database/read-only.ts';
import { databaseSlow } from './database/slow.ts';
import type { TargetFault } from './engine/define-target-fault.ts';
import { clockAhead } from './n8n/clock-ahead.ts';
import { clockBehind } from './n8n/clock-behind.ts';
import { n8nExecuteCommand } from './n8n/execute-command.ts';
import { n8nFailedLookup } from './n8n/failed-lookup.ts';
import { n8nKilled } from './n8n/killed.ts';
import { n8nOtherKey } from './n8n/other-key.ts';
import { n8nPaused } from './n8n/paused.ts';
import { n8nRolledBack } from './n8n/rolled-back.ts';
import { n8nSecondProcess } from './n8n/second-process.ts';
import { n8nSlowLookup } from './n8n/slow-lookup.ts';
import { n8nTerminated } from './n8n/terminated.ts';
import { n8nUpgraded } from './n8n/upgraded.ts';
import { operatorDeletes } from './operator/deletes.ts';
import { operatorDisconnects } from './operator/disconnects.ts';
import { operatorEditsScope } from './operator/edits-scope.ts';
import { operatorEditsTokenUrl } from './operator/edits-token-url.ts';
import { operatorReconnects } from './operator/reconnects.ts';
import { redisDown } from './redis/down.ts';
import { redisRestarted } from './redis/restarted.ts';

/**
 * Every fault of the target. To add one, add a file and an entry here; the compiler and scenario
 * files then know its name and options.
 */
export const targetFaults = [
  clockAhead,
  clockBehind,
  n8nKilled,
  n8nPaused,
  n8nTerminated,
  n8nOtherKey,
  n8nUpgraded,
  n8nRolledBack,
  n8nSlowLookup,
  n8nFailedLookup,
  n8nSecondProcess,
  n8nExecuteCommand,
  redisDown,
  redisRestarted,
  databaseLocked,
  databaseReadOnly,
  databaseSlow,
  databaseDown,
  operatorEditsScope,
  operatorEditsTokenUrl,
  operatorReconnects,
  operatorDisconnects,
  operatorDeletes,
] as const;

/** Names of the faults of the target. Every other fault belongs to the provider. */
export type TargetFaultName = (typeof targetFaults)[number]['name'];

/** Options of a target fault as a scenario may write them. */
export type TargetFaultOptions<N extends TargetFaultName> = z.input<
  Extract<(typeof targetFaults)[number], { name: N }>['options']
>;

/** The target fault of that name, or undefined when the name belongs to the provider. */
export const findTargetFault = (name: string): TargetFault | undefined =>
  targetFaults.find((fault) => fault.name === name) as TargetFault | undefined;
