import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import { folderSizes } from '../../machine/folder-sizes.ts';
import { holdLock } from '../../machine/lock.ts';
import { runCommand } from '../../machine/run-command.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import { bootProbe } from './boot-probe.ts';
import type { BootProbe } from './boot-probe.ts';
import { checkCache } from './cache-check.ts';
import { provideNode } from './fetch-node.ts';
import { isFull, orDiskFull } from './full-disk.ts';
import { installError } from './install-error.ts';
import { explainFailure } from './install-failure.ts';
import { progressTo } from './install-progress.ts';
import type { ReportPhase } from './install-progress.ts';
import type { InstalledN8n, OnInstallProgress } from './installed-n8n.ts';
import { writeInstalledRecord } from './installed-record.ts';
import { findInstalled } from './installed.ts';
import { readN8nPackage } from './n8n-package.ts';
import { currentPlatform } from './platform.ts';
import type { Platform } from './platform.ts';
import { pnpmInstall } from './pnpm-install.ts';
import { pruneWhenQuiet } from './prune-store.ts';
import { overridesFor, recipesFor } from './recipes.ts';
import { registryView } from './registry-view.ts';
import { provideSqliteNative } from './sqlite-native.ts';
import { createStagingJob, sweepUnderLock } from './staging-job.ts';
import type { StagingJob } from './staging-job.ts';
import { leaseVersion } from './version-lease.ts';

/** Everything that an installation uses from outside; tests pass in their own. */
export interface InstallTools {
  readonly cache: CacheLayout;
  readonly platform: Platform;
  readonly run: RunCommand;
  readonly probe: BootProbe;
}

interface Installation extends InstallTools {
  readonly version: string;
  readonly signal: AbortSignal;
  readonly report: ReportPhase;
}

/**
 * Returns the n8n of one exact version and installs it when it is missing: from the registry of the
 * user's npm configuration, into the cache folder, started once before it counts as installed. A
 * killed installation leaves nothing that is ever used. Two installations of the same version wait
 * for each other. An installed version needs no network. The version cannot be removed until this
 * process ends.
 * @throws HarnessError with exit code 75: `n8n-unknown-version`, `n8n-not-installable`,
 * `registry-unreachable`, `n8n-does-not-boot`, `build-tools-missing`, `native-build-failed`,
 * `node-unavailable`, `platform-unsupported`, `disk-full`, `cache-not-writable`
 */
export async function ensureInstalled(
  version: string,
  onProgress: OnInstallProgress,
  signal: AbortSignal,
  tools: Partial<InstallTools> = {},
): Promise<InstalledN8n> {
  const {
    cache = cacheLayout(),
    platform = currentPlatform(),
    run = runCommand,
    probe = bootProbe,
  } = tools;
  const installation: Installation = {
    version,
    signal,
    cache,
    platform,
    run,
    probe,
    report: progressTo(version, onProgress),
  };
  const found =
    (await findInstalled(version, cache, platform, run, signal)) ??
    (await installOrClear(installation));
  await leaseVersion(cache, version);
  return found;
}

/** A disk that was filled with half of an n8n has its room back before that is told. */
async function installOrClear(installation: Installation): Promise<InstalledN8n> {
  const { version, cache, run, signal } = installation;
  try {
    return await install(installation);
  } catch (error) {
    const told = isFull(error) ? await orDiskFull(error, version, cache.root) : error;
    if (told instanceof HarnessError && told.code === 'disk-full' && told.cause !== undefined)
      await pruneWhenQuiet(cache, signal, run).catch(() => undefined);
    throw told;
  }
}

async function install(installation: Installation): Promise<InstalledN8n> {
  const { version, cache, platform, run, signal, report } = installation;
  await checkCache(cache);
  await using _lock = await holdLock(cache, `n8n-${version}`, signal, () => report('waiting'));
  const installedMeanwhile = await findInstalled(version, cache, platform, run, signal);
  if (installedMeanwhile !== null) return installedMeanwhile;
  await sweepUnderLock(cache, signal);
  await using job = await createStagingJob(cache, version, signal);
  const folder = join(job.folder, 'n8n');
  await fetchInto(folder, installation, job, performance.now()).catch(async (error: unknown) => {
    // The disk is asked now: when the working folder is gone there is room again.
    throw await orDiskFull(error, version, cache.root);
  });
  await publish(folder, cache, version);
  const published = await findInstalled(version, cache, platform, run, signal);
  if (published === null)
    throw installError('n8n-not-installable', version, 'the installed folder cannot be read back');
  return published;
}

async function fetchInto(
  folder: string,
  installation: Installation,
  job: StagingJob,
  startedAt: number,
): Promise<void> {
  const { version, cache, platform, run, probe, signal, report } = installation;
  const onSpawn = (pid: number): Promise<void> => job.noteGroup(pid);
  report('resolving');
  const result = await pnpmInstall(
    cache,
    {
      directory: folder,
      dependencies: { n8n: version },
      overrides: overridesFor(version),
      onState: ({ phase, packages }) => report(phase, packages),
      onSpawn,
      signal,
    },
    run,
  );
  if (!result.ok)
    throw await explainFailure(version, result.failure, registryView(run), signal, cache);
  const n8n = await readN8nPackage(join(folder, 'node_modules', 'n8n'));
  if (n8n === null)
    throw installError(
      'n8n-not-installable',
      version,
      'the package holds no n8n that can be started',
    );
  const node = await provideNode(n8n.nodeRange, cache, platform, run, signal);
  report('native part');
  const native = await provideSqliteNative({ n8n, node, cache, platform, job, signal }, run);
  report('boot probe');
  await probe({ n8n, node, userFolder: join(job.folder, 'probe'), signal, onSpawn });
  await writeInstalledRecord(folder, {
    schemaVersion: 1,
    version,
    installedAt: new Date().toISOString(),
    installMs: Math.round(performance.now() - startedAt),
    nodeRange: n8n.nodeRange,
    nodeVersion: node.version,
    overrides: recipesFor(version).map((recipe) => ({
      package: recipe.package,
      version: recipe.version,
      reason: recipe.reason,
    })),
    native,
    packages: result.packages,
    sizeBytes: (await folderSizes([folder], run, signal)).get(folder) ?? 0,
  });
}

/**
 * Publishes the installation with one rename. If the folder already exists, another process took
 * over a lock that this one had lost and published first; its result is just as good.
 */
async function publish(folder: string, cache: CacheLayout, version: string): Promise<void> {
  try {
    await rename(folder, join(cache.versions, version));
  } catch (error) {
    if (
      !(
        error instanceof Error &&
        'code' in error &&
        (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
      )
    )
      throw error;
  }
}
