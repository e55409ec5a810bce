import { leasesFolder, readLeases } from './lease-file.ts';
import { ownerStatus } from './owner-status.ts';

/**
 * Folders in which a harness is at work, or may be: of another machine or container nobody here can
 * tell.
 */
export async function heldFolders(folder: string = leasesFolder()): Promise<readonly string[]> {
  const held = await Promise.all(
    readLeases(folder).leases.map(async (lease) =>
      (await ownerStatus(lease)) === 'dead' ? [] : lease.folders,
    ),
  );
  return held.flat();
}
