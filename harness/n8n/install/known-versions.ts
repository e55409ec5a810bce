import { readFile } from 'node:fs/promises';
import { maxSatisfying, rcompare } from 'semver';
import { z } from 'zod';

const knownVersionsSchema = z.object({
  /** Day of the last refresh. */
  refreshed: z.iso.date(),
  versions: z.array(
    z.object({
      version: z.string(),
      /** Day it was checked. */
      checked: z.iso.date(),
      /** `boots`: installed and started. `resolves`: every dependency exists in the registry. */
      how: z.enum(['boots', 'resolves']),
    }),
  ),
});

/** Versions of n8n that can be installed, newest first. */
export type KnownVersions = z.infer<typeof knownVersionsSchema>;

/** The committed list. */
export const KNOWN_VERSIONS_FILE = new URL('./known-versions.json', import.meta.url);

export async function readKnownVersions(file: URL = KNOWN_VERSIONS_FILE): Promise<KnownVersions> {
  return knownVersionsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The newest of `versions` that a range allows. */
export function newestIn(range: string, versions: readonly string[]): string | null {
  return maxSatisfying([...versions], range);
}

/**
 * The version to propose instead of one that cannot be had: the newest below it, else the oldest
 * above it.
 */
export function nearest(version: string, versions: readonly string[]): string | null {
  const others = versions.filter((candidate) => candidate !== version).sort(rcompare);
  return newestIn(`<${version}`, others) ?? others.at(-1) ?? null;
}
