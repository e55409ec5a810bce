import { readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import { identifyProcess, isRunning, processIdentitySchema } from './process-identity.ts';

/** Who made something on disk, as every record of it begins. */
export const ownerShape = {
  /** Machine the numbers below belong to; on Linux with its boot and process namespace. */
  machine: z.object({ host: z.string(), boot: z.string(), namespace: z.string() }),
  /** The harness itself. While it runs nobody else touches what it made. */
  owner: processIdentitySchema,
};

const ownerSchema = z.object(ownerShape);
export type Owner = z.infer<typeof ownerSchema>;

/**
 * Earlier versions wrote no machine, and some the process alone. They took every process for one of
 * this machine, and so do we with what they left.
 */
const readableSchema = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'pid' in value ? { owner: value } : value,
  ownerSchema
    .partial({ machine: true })
    .extend({ groups: z.array(processIdentitySchema).default([]) }),
);
type ReadOwner = z.infer<typeof readableSchema>;

/** The owner a file names, and process groups it started; null for a file that names none. */
export function readOwner(path: string): ReadOwner | null {
  try {
    return readableSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * The machine we are on: process numbers mean nothing on another one, nor after a reboot, nor in
 * another container.
 */
export async function thisMachine(): Promise<Owner['machine']> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return { host: hostname(), boot: boot.trim(), namespace };
}

/**
 * Ourselves, as the owner of something.
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
 * What is known of an owner. `dead` also after a reboot, when all it had started is gone too.
 * `elsewhere`: it ran on another machine or in another container, whose process numbers mean
 * nothing here; what it made is left alone.
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
