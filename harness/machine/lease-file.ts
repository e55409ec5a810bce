import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeJsonAtomic } from './atomic-write.ts';
import { cacheRoot } from './cache-root.ts';
import { ownerShape } from './owner-status.ts';
import { processIdentitySchema } from './process-identity.ts';
import { readRecords } from './records.ts';

/**
 * `<cache>/leases/<id>.json`: the processes, folders and containers that one start of something
 * uses while it runs. The file is outside every checkout and run folder, so that the next start of
 * the harness finds it from anywhere.
 */
export const leaseSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[\w.-]+$/),
  ...ownerShape,
  /** Leaders of the process groups that were started under the lease. */
  groups: z.array(processIdentitySchema),
  /**
   * Folders to remove when the lease ends. Each one contains a marker file with the id of the
   * lease.
   */
  folders: z.array(z.string()),
  /**
   * Id of the container daemon in which containers, networks or volumes have the lease's id as a
   * label; missing when there are none.
   */
  daemon: z.string().min(1).optional(),
});

export type LeaseRecord = z.infer<typeof leaseSchema>;

/**
 * The default folder for leases, in the folder of everything that the harness keeps between runs.
 */
export function leasesFolder(): string {
  return join(cacheRoot(process.env), 'leases');
}

/** Writes a lease, completely or not at all. */
export function writeLease(folder: string, lease: LeaseRecord): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeJsonAtomic(leasePath(folder, lease.id), lease);
}

export function leasePath(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** Reads every lease in the folder. `unreadable` names the files that are not leases. */
export function readLeases(folder: string): {
  readonly leases: readonly LeaseRecord[];
  readonly unreadable: readonly string[];
} {
  const { records, unreadable } = readRecords(folder, leaseSchema);
  return { leases: records, unreadable };
}
