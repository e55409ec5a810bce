import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import { ownerStatus, readOwner, thisOwner } from '../../machine/owner-status.ts';

/** Not the number alone: a process on another machine that shares the cache may have the same. */
const NAME = `${process.pid}-${randomBytes(4).toString('hex')}.json`;

/** Other machines cannot tell that we are gone, so it must not be left to them. */
const written = new Set<string>();
process.on('exit', () => written.forEach((path) => rmSync(path, { force: true })));

/** Notes that this process uses an installed version, for as long as it lives. */
export async function leaseVersion(cache: CacheLayout, version: string): Promise<void> {
  const folder = leaseFolder(cache, version);
  await mkdir(folder, { recursive: true });
  written.add(join(folder, NAME));
  await writeFile(join(folder, NAME), JSON.stringify(await thisOwner('a lease')));
}

/** A process that uses a version; `host` only for one of another machine. */
export interface Holder {
  readonly pid: number;
  readonly host?: string;
}

/**
 * Other processes that use a version, or may on another machine. Leases of dead ones are removed.
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

/** Where leases of a version lie. */
export function leaseFolder(cache: CacheLayout, version: string): string {
  return join(cache.locks, `n8n-${version}.in-use`);
}
