import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeJsonAtomic } from '../machine/atomic-write.ts';
import { ownerStatus, readOwner, type Owner, type OwnerStatus } from '../machine/owner-status.ts';
import { stored } from '../machine/storage-error.ts';
import { fileOfRun } from './file-of-run.ts';
import { FILES } from './layout.ts';

/**
 * Writes down which process writes a run.
 * @throws HarnessError `storage-failed`
 */
export function noteOwner(directory: string, owner: Owner | undefined): void {
  if (owner !== undefined) writeJsonAtomic(join(directory, FILES.owner), owner);
}

/**
 * Takes away what says that a run goes on.
 * @throws HarnessError `storage-failed`
 */
export function forgetOwner(directory: string): void {
  const path = join(directory, FILES.owner);
  stored('remove', path, () => rmSync(path, { force: true }));
}

/**
 * Whether the process that writes a run still runs. Undefined when the run has come to an end, or
 * does not say who writes it.
 * @throws HarnessError `run-damaged`
 */
export async function runOwner(directory: string): Promise<OwnerStatus | undefined> {
  if (!existsSync(join(directory, FILES.owner))) return undefined;
  const owner = readOwner(fileOfRun(directory, FILES.owner));
  return owner === null ? undefined : await ownerStatus(owner);
}
