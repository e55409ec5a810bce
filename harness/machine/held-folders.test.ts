import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { heldFolders } from './held-folders.ts';
import { readLeases, writeLease } from './lease-file.ts';
import { openLease } from './lease.ts';

function folder(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'held-')));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('are those of a harness that runs, for as long as it holds them', async () => {
  const root = folder();
  const leases = join(root, 'leases');
  expect(await heldFolders(leases)).toEqual([]);
  const lease = await openLease('run', leases);
  lease.makeFolder(join(root, 'user'));
  expect(await heldFolders(leases)).toEqual([join(root, 'user')]);
  await lease.release();
  expect(await heldFolders(leases)).toEqual([]);
});

it('are not those of one that was killed, but those of one that cannot be seen from here', async () => {
  const leases = join(folder(), 'leases');
  await openLease('run', leases);
  const [lease] = readLeases(leases).leases;
  if (lease === undefined) throw new Error('there is no lease');
  writeLease(leases, {
    ...lease,
    folders: ['/runs/killed/user'],
    owner: { ...lease.owner, startedAt: `${lease.owner.startedAt}0` },
  });
  expect(await heldFolders(leases)).toEqual([]);
  writeLease(leases, {
    ...lease,
    folders: ['/runs/elsewhere/user'],
    machine: { ...lease.machine, host: 'another' },
  });
  expect(await heldFolders(leases)).toEqual(['/runs/elsewhere/user']);
});
