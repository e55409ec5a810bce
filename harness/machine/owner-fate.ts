import { isRunning } from './process-identity.ts';
import type { LeaseRecord } from './lease-file.ts';

/**
 * What became of the harness that wrote a record on disk. `rebooted`: it is gone, and so is
 * everything it had started. `unknown`: it ran on another machine or in another container, whose
 * process numbers mean nothing here.
 */
export type OwnerFate = 'running' | 'gone' | 'rebooted' | 'unknown';

/** @param here the machine we are on, see `thisMachine` */
export async function ownerFate(
  { machine, owner }: Pick<LeaseRecord, 'machine' | 'owner'>,
  here: LeaseRecord['machine'],
): Promise<OwnerFate> {
  if (machine.host !== here.host) return 'unknown';
  if (machine.boot !== here.boot) return 'rebooted';
  if (machine.namespace !== here.namespace) return 'unknown';
  return (await isRunning(owner)) ? 'running' : 'gone';
}
