import { leasesFolder, readLeases, thisMachine } from './lease-file.ts';
import { ownerFate } from './owner-fate.ts';

/**
 * Folders in which a harness is at work, or may be: of another machine or container nobody here can
 * tell.
 */
export async function heldFolders(folder: string = leasesFolder()): Promise<readonly string[]> {
  const here = await thisMachine();
  const held = await Promise.all(
    readLeases(folder).leases.map(async (lease) => {
      const fate = await ownerFate(lease, here);
      return fate === 'running' || fate === 'unknown' ? lease.folders : [];
    }),
  );
  return held.flat();
}
