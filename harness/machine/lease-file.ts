import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processIdentitySchema } from './process-identity.ts';
import { writeJsonAtomic } from './atomic-write.ts';
import { cacheRoot } from './cache-root.ts';

/**
 * `<cache>/leases/<id>.json`: what one start of something holds while it runs. Lives outside every
 * checkout and run folder, so that the next start finds it wherever it is started from.
 */
export const leaseSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[\w.-]+$/),
  /** Machine the numbers below belong to; on Linux with its boot and process namespace. */
  machine: z.object({ host: z.string(), boot: z.string(), namespace: z.string() }),
  /** The harness itself. While it runs nobody touches the lease. */
  owner: processIdentitySchema,
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
  const leases: LeaseRecord[] = [];
  const unreadable: string[] = [];
  for (const name of namesIn(folder)) {
    try {
      leases.push(leaseSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
    } catch (error) {
      if (!isMissing(error)) unreadable.push(name);
    }
  }
  return { leases, unreadable };
}

/**
 * The machine we are on: process numbers mean nothing on another one, nor after a reboot, nor in
 * another container.
 */
export async function thisMachine(): Promise<LeaseRecord['machine']> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return { host: hostname(), boot: boot.trim(), namespace };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
