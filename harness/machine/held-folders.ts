import { leasesFolder, readLeases } from './lease-file.ts';
import { ownerStatus } from './owner-status.ts';

/**
 * Folders that a running harness uses, or may use: whether a harness on another machine or in
 * another container still runs cannot be told from here.
 */
export async function heldFolders(folder: string = leasesFolder()): Promise<readonly string[]> {
  const held = await Promise.all(
    readLeases(folder).leases.map(async (lease) =>
      (await ownerStatus(lease)) === 'dead' ? [] : lease.folders,
    ),
  );
  return held.flat();
}
