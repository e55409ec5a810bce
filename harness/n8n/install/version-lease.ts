import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import { ownerStatus, readOwner, thisOwner } from '../../machine/owner-status.ts';

/**
 * The process id alone is not enough: a process on another machine that shares the cache may have
 * the same id.
 */
const NAME = `${process.pid}-${randomBytes(4).toString('hex')}.json`;

/**
 * Leases that this process has written. It removes them when it exits, because other machines
 * cannot find out that it has ended.
 */
const written = new Set<string>();
process.on('exit', () => written.forEach((path) => rmSync(path, { force: true })));

/** Records that this process uses an installed version, until the process ends. */
export async function leaseVersion(cache: CacheLayout, version: string): Promise<void> {
  const folder = leaseFolder(cache, version);
  await mkdir(folder, { recursive: true });
  written.add(join(folder, NAME));
  await writeFile(join(folder, NAME), JSON.stringify(await thisOwner('a lease')));
}

/** A process that uses a version. `host` is set only for a process of another machine. */
export interface Holder {
  readonly pid: number;
  readonly host?: string;
}

/**
 * Other processes that use a version, including those on other machines that may still use it.
 * Leases of ended processes are removed.
 */
export async function leaseHolders(
  cache: CacheLayout,
  version: string,
): Promise<readonly Holder[]> {
  const holders: Holder[] = [];
  for (const name of await readdir(leaseFolder(cache, version)).catch(() => [])) {
    const path = join(leaseFolder(cache, version), name);
    const lease = readOwner(path);
    const status = lease === null ? 'dead' : await ownerStatus(lease);
    if (lease === null || status === 'dead') await rm(path, { force: true });
    else if (status === 'elsewhere')
      holders.push({ pid: lease.owner.pid, host: lease.machine?.host ?? 'another machine' });
    else if (lease.owner.pid !== process.pid) holders.push({ pid: lease.owner.pid });
  }
  return holders;
}

/** Folder for the leases of a version. */
export function leaseFolder(cache: CacheLayout, version: string): string {
  return join(cache.locks, `n8n-${version}.in-use`);
}
