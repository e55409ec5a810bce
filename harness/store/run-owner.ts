import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownerStatus, readOwner, type OwnerStatus } from '../machine/owner-status.ts';
import { fileOfRun } from './file-of-run.ts';
import { FILES } from './layout.ts';

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
