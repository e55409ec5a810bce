import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxSatisfying, rcompare } from 'semver';
import { z } from 'zod';
import type { CacheLayout } from '../../machine/cache.ts';
import { parseJson } from '../../machine/parse-json.ts';

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
  /** Versions that are published and cannot be installed, newest first. */
  refused: z
    .array(z.object({ version: z.string(), checked: z.iso.date(), why: z.string() }))
    .default([]),
});

/** Versions of n8n that can be installed, newest first. */
export type KnownVersions = z.infer<typeof knownVersionsSchema>;

/** A version that is published and cannot be installed, with the reason. */
export type RefusedVersion = KnownVersions['refused'][number];

/** The list that comes with the harness. It is never written to. */
const SHIPPED = new URL('./known-versions.json', import.meta.url);

/** Where `oauth-chaos n8n refresh` writes what it found. */
export const refreshedListIn = (cache: CacheLayout): string =>
  join(cache.root, 'known-versions.json');

/**
 * The list that comes with the harness, and what this machine has found out since. Of a version
 * that both know, the check of the later day counts. A list in the cache folder that cannot be read
 * counts for nothing.
 */
export async function readKnownVersions(
  cache: CacheLayout,
  shipped: URL = SHIPPED,
): Promise<KnownVersions> {
  const ours = knownVersionsSchema.parse(JSON.parse(await readFile(shipped, 'utf8')));
  const text = await readFile(refreshedListIn(cache), 'utf8').catch(() => '');
  const { success, data: theirs } = knownVersionsSchema.safeParse(parseJson(text));
  return success ? newestOf(ours, theirs) : ours;
}

function newestOf(ours: KnownVersions, theirs: KnownVersions): KnownVersions {
  type Checked = KnownVersions['versions'][number] | RefusedVersion;
  const latest = new Map<string, Checked>();
  for (const entry of [ours, theirs].flatMap(({ versions, refused }) => [...versions, ...refused]))
    if ((latest.get(entry.version)?.checked ?? '') <= entry.checked)
      latest.set(entry.version, entry);
  const entries = [...latest.values()].sort((a, b) => rcompare(a.version, b.version));
  return {
    refreshed: ours.refreshed > theirs.refreshed ? ours.refreshed : theirs.refreshed,
    versions: entries.filter((entry) => 'how' in entry),
    refused: entries.filter((entry) => 'why' in entry),
  };
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
