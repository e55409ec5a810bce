import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  identifyProcess,
  isRunning,
  processIdentitySchema,
  type ProcessIdentity,
} from '../../machine/process-identity.ts';
import type { CacheLayout } from '../../machine/cache.ts';

/**
 * Notes that this process uses an installed version, for as long as it lives; there is nothing to
 * give back.
 */
export async function leaseVersion(cache: CacheLayout, version: string): Promise<void> {
  const identity = await identifyProcess(process.pid);
  if (identity === null) return;
  await mkdir(leaseFolder(cache, version), { recursive: true });
  await writeFile(
    join(leaseFolder(cache, version), `${process.pid}.json`),
    JSON.stringify(identity),
  );
}

/** Numbers of other living processes that use a version. Leases of dead ones are removed. */
export async function leaseHolders(
  cache: CacheLayout,
  version: string,
): Promise<readonly number[]> {
  const holders: number[] = [];
  for (const name of await readdir(leaseFolder(cache, version)).catch(() => [])) {
    const path = join(leaseFolder(cache, version), name);
    const lease = await readLease(path);
    if (lease === null || !(await isRunning(lease))) await rm(path, { force: true });
    else if (lease.pid !== process.pid) holders.push(lease.pid);
  }
  return holders;
}

function leaseFolder(cache: CacheLayout, version: string): string {
  return join(cache.locks, `n8n-${version}.in-use`);
}

async function readLease(path: string): Promise<ProcessIdentity | null> {
  try {
    return processIdentitySchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}
