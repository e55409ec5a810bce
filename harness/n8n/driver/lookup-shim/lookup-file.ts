import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeJsonAtomic } from '../../../machine/atomic-write.ts';
import type { LookupTrouble } from '../../../model/system.ts';

const SHIM = fileURLToPath(new URL('lookup-shim.cjs', import.meta.url));

/**
 * Environment variables that make a process of Node load the look-up shim.
 * @param file file from which the shim reads what becomes of look-ups; need not exist
 */
export const lookupEnvironment = (file: string): Readonly<Record<string, string>> => ({
  // In double quotes Node does not split a path at its spaces (Node CLI, NODE_OPTIONS).
  NODE_OPTIONS: `--require ${JSON.stringify(SHIM)}`,
  OAUTH_CHAOS_LOOKUP_FILE: file,
});

/** Says what becomes of look-ups from now on; undefined: nothing. None has met it yet. */
export async function writeLookupTrouble(
  file: string,
  trouble: LookupTrouble | undefined,
): Promise<void> {
  await rm(file, { force: true });
  if (trouble === undefined) return;
  await rm(metFile(file), { force: true });
  writeJsonAtomic(file, trouble);
}

/** How many look-ups have met what was written last. */
export const countTroubledLookups = async (file: string): Promise<number> =>
  readFile(metFile(file), 'utf8').then(
    (text) => text.split('\n').length - 1,
    () => 0,
  );

const metFile = (file: string): string => `${file}.met`;
