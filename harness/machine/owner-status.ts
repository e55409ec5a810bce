import { readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import { identifyProcess, isRunning, processIdentitySchema } from './process-identity.ts';

/** The fields with which every record on disk says who made it. */
export const ownerShape = {
  /**
   * The machine to which the process ids belong; on Linux with its boot id and its process
   * namespace.
   */
  machine: z.object({ host: z.string(), boot: z.string(), namespace: z.string() }),
  /** The process of the harness. While it runs, no other harness touches what it made. */
  owner: processIdentitySchema,
};

const ownerSchema = z.object(ownerShape);
export type Owner = z.infer<typeof ownerSchema>;

/**
 * Earlier versions of the harness wrote no machine, and some wrote only the process. They took
 * every process for one of this machine, and the same applies to their records here.
 */
const readableSchema = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'pid' in value ? { owner: value } : value,
  ownerSchema
    .partial({ machine: true })
    .extend({ groups: z.array(processIdentitySchema).default([]) }),
);
type ReadOwner = z.infer<typeof readableSchema>;

/**
 * Reads the owner from a file, and the process groups that it started; null when the file names no
 * owner.
 */
export function readOwner(path: string): ReadOwner | null {
  try {
    return readableSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * The machine on which this process runs. A process id means nothing on another machine, after a
 * reboot, or in another container.
 */
export async function thisMachine(): Promise<Owner['machine']> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return { host: hostname(), boot: boot.trim(), namespace };
}

/**
 * This process as the owner of something.
 * @param what is going to be owned, for the message
 * @throws HarnessError `lease-failed` when the system does not say when we started
 */
export async function thisOwner(what: string): Promise<Owner> {
  const owner = await identifyProcess(process.pid);
  if (owner !== null) return { machine: await thisMachine(), owner };
  throw new HarnessError(
    'lease-failed',
    `Could not open ${what}: the system does not say when process ${process.pid} started.`,
  );
}

/**
 * Whether an owner still runs. It is also `dead` after a reboot, when everything it had started has
 * ended too. `elsewhere`: it ran on another machine or in another container, whose process ids mean
 * nothing here, so what it made is left alone.
 */
export type OwnerStatus = 'alive' | 'dead' | 'elsewhere';

export async function ownerStatus({
  machine,
  owner,
}: Pick<ReadOwner, 'machine' | 'owner'>): Promise<OwnerStatus> {
  const here = await thisMachine();
  if (machine !== undefined) {
    if (machine.host !== here.host) return 'elsewhere';
    if (machine.boot !== here.boot) return 'dead';
    if (machine.namespace !== here.namespace) return 'elsewhere';
  }
  return (await isRunning(owner)) ? 'alive' : 'dead';
}
