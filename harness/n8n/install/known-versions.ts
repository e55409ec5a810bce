import { readFile } from 'node:fs/promises';
import { maxSatisfying, rcompare } from 'semver';
import { z } from 'zod';

const knownVersionsSchema = z.object({
  /** Day of the last refresh. */
  refreshed: z.iso.date(),
  versions: z.array(
    z.object({
      version: z.string(),
      /** Day on which the version was checked. */
      checked: z.iso.date(),
      /** `boots`: installed and started. `resolves`: every dependency exists in the registry. */
      how: z.enum(['boots', 'resolves']),
    }),
  ),
});

/** Versions of n8n that can be installed, newest first. */
export type KnownVersions = z.infer<typeof knownVersionsSchema>;

/** The list in the repository. */
export const KNOWN_VERSIONS_FILE = new URL('./known-versions.json', import.meta.url);

export async function readKnownVersions(file: URL = KNOWN_VERSIONS_FILE): Promise<KnownVersions> {
  return knownVersionsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The newest of `versions` within a range. */
export function newestIn(range: string, versions: readonly string[]): string | null {
  return maxSatisfying([...versions], range);
}

/**
 * The version to suggest instead of one that is not available: the newest below it, otherwise the
 * oldest above it.
 */
export function nearest(version: string, versions: readonly string[]): string | null {
  const others = versions.filter((candidate) => candidate !== version).sort(rcompare);
  return newestIn(`<${version}`, others) ?? others.at(-1) ?? null;
}
