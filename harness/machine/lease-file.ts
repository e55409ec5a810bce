import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeJsonAtomic } from './atomic-write.ts';
import { cacheRoot } from './cache-root.ts';
import { ownerShape } from './owner-status.ts';
import { processIdentitySchema } from './process-identity.ts';
import { readRecords } from './records.ts';

/**
 * `<cache>/leases/<id>.json`: what one start of something holds while it runs. Lives outside every
 * checkout and run folder, so that the next start finds it wherever it is started from.
 */
export const leaseSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[\w.-]+$/),
  ...ownerShape,
  /** Leaders of process groups started under the lease. */
  groups: z.array(processIdentitySchema),
  /** Folders to remove when the lease is over; each holds a marker file with the lease's id. */
  folders: z.array(z.string()),
  /**
   * Container daemon in which things carry the lease's id as a label, by the daemon's own id;
   * missing where there are none.
   */
  daemon: z.string().min(1).optional(),
});

export type LeaseRecord = z.infer<typeof leaseSchema>;

/**
 * Where leases lie unless told otherwise: beside everything else the harness keeps between runs.
 */
export function leasesFolder(): string {
  return join(cacheRoot(process.env), 'leases');
}

/** Writes a lease, whole or not at all. */
export function writeLease(folder: string, lease: LeaseRecord): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeJsonAtomic(leasePath(folder, lease.id), lease);
}

export function leasePath(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** Every lease in the folder; files that are no lease are named in `unreadable`. */
export function readLeases(folder: string): {
  readonly leases: readonly LeaseRecord[];
  readonly unreadable: readonly string[];
} {
  const { records, unreadable } = readRecords(folder, leaseSchema);
  return { leases: records, unreadable };
}
