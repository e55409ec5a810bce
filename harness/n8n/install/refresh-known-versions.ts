import { join } from 'node:path';
import { prerelease, rcompare } from 'semver';
import { z } from 'zod';
import { writeJsonAtomic } from '../../machine/atomic-write.ts';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import { runCommand } from '../../machine/run-command.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import { checkCache } from './cache-check.ts';
import { isUnreachable, missingPin } from './install-failure.ts';
import { readInstalledRecords } from './installed-record.ts';
import { readKnownVersions, refreshedListIn } from './known-versions.ts';
import type { KnownVersions } from './known-versions.ts';
import { pnpmInstall } from './pnpm-install.ts';
import { overridesFor } from './recipes.ts';
import { registryView } from './registry-view.ts';
import { createStagingJob } from './staging-job.ts';

export interface RefreshOptions {
  readonly signal: AbortSignal;
  /** How many of the newest minor versions are checked. */
  readonly minors?: number;
  /** How many versions of a minor version are tried, newest first, until one resolves. */
  readonly patches?: number;
  /**
   * Called with the result for each version: null when it can be installed, otherwise the reason
   * why not.
   */
  readonly onChecked?: (version: string, problem: string | null) => void;
  /** The list that comes with the harness. */
  readonly shipped?: URL;
  readonly cache?: CacheLayout;
  readonly run?: RunCommand;
  readonly today?: string;
}

/**
 * Updates the list of versions that are known to install: for each recent minor version the newest
 * version whose dependencies are all in the registry. It only reads registry metadata and downloads
 * no packages. Older entries stay. The list is written into the cache folder, beside the one that
 * comes with the harness, which may be read-only or tracked by git.
 * @throws HarnessError `registry-unreachable`, `storage-failed`
 */
export async function refreshKnownVersions(options: RefreshOptions): Promise<KnownVersions> {
  const {
    signal,
    shipped,
    cache = cacheLayout(),
    run = runCommand,
    today = new Date().toISOString().slice(0, 10),
    minors = 10,
    patches = 8,
  } = options;
  await checkCache(cache);
  const before = await readKnownVersions(cache, shipped);
  const entries = new Map(before.versions.map((entry) => [entry.version, entry]));
  const refused = new Map(before.refused.map((entry) => [entry.version, entry]));
  for (const candidates of recentMinors(await publishedVersions(run, signal), minors)) {
    for (const version of candidates.slice(0, patches)) {
      const problem = await whyNotResolvable(version, cache, run, signal);
      options.onChecked?.(version, problem);
      if (problem !== null) {
        refused.set(version, { version, checked: today, why: problem });
        continue;
      }
      entries.set(version, {
        version,
        checked: today,
        how: entries.get(version)?.how ?? 'resolves',
      });
      break;
    }
  }
  for (const { version } of await readInstalledRecords(cache))
    entries.set(version, { version, checked: today, how: 'boots' });
  for (const version of entries.keys()) refused.delete(version);
  const refreshed: KnownVersions = {
    refreshed: today,
    versions: newestFirst(entries),
    refused: newestFirst(refused),
  };
  writeJsonAtomic(refreshedListIn(cache), refreshed);
  return refreshed;
}

const newestFirst = <E extends { readonly version: string }>(
  entries: ReadonlyMap<string, E>,
): E[] => [...entries.values()].sort((a, b) => rcompare(a.version, b.version));

async function publishedVersions(run: RunCommand, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await registryView(run)('n8n', 'versions', signal);
  if (!answer.found)
    throw new HarnessError(
      'registry-unreachable',
      'Could not list the versions of n8n: the registry does not know n8n.',
      { exitCode: 75 },
    );
  return z.array(z.string()).parse(answer.value);
}

/** The versions of the newest minor versions, newest first, grouped by minor version. */
function recentMinors(published: readonly string[], count: number): readonly (readonly string[])[] {
  const released = published.filter((version) => prerelease(version) === null).sort(rcompare);
  const groups = Map.groupBy(released, (version) => version.split('.').slice(0, 2).join('.'));
  return [...groups.values()].slice(0, count);
}

/** Null when every dependency of a version is available, otherwise what is missing. */
async function whyNotResolvable(
  version: string,
  cache: CacheLayout,
  run: RunCommand,
  signal: AbortSignal,
): Promise<string | null> {
  await using job = await createStagingJob(cache, `refresh-${version}`, signal);
  const result = await pnpmInstall(
    cache,
    {
      directory: join(job.folder, 'n8n'),
      dependencies: { n8n: version },
      overrides: overridesFor(version),
      only: 'lockfile',
      signal,
      onSpawn: (pid) => job.noteGroup(pid),
    },
    run,
  );
  if (result.ok) return null;
  const { failure } = result;
  if (isUnreachable(failure))
    throw new HarnessError(
      'registry-unreachable',
      `Could not check n8n ${version}: the registry did not answer (${failure.message}).`,
      { exitCode: 75 },
    );
  const { dependent, wanted } = failure;
  return dependent === undefined || wanted === undefined
    ? failure.message
    : missingPin(dependent, `${wanted.name}@${wanted.range}`);
}
