import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { maxSatisfying } from 'semver';
import { z } from 'zod';
import type { CacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import { NODE_MAJORS, nodesAtHand, pickNode, runtimeAt } from './node-runtime.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { Platform } from './platform.ts';
import { pnpmInstall } from './pnpm-install.ts';
import { registryView } from './registry-view.ts';
import { createStagingJob } from './staging-job.ts';

/**
 * Returns a Node for an `engines.node` range: one that this machine has, otherwise one that is
 * downloaded from the package registry into the cache folder.
 * @throws HarnessError `node-unavailable` when the registry has none that fits
 */
export async function provideNode(
  range: string,
  cache: CacheLayout,
  platform: Platform,
  run: RunCommand,
  signal: AbortSignal,
): Promise<NodeRuntime> {
  const atHand = pickNode(range, await nodesAtHand(cache, platform));
  if (atHand !== undefined) return atHand;
  await using _lock = await holdLock(cache, `node-${platform.name}`, signal);
  return (
    pickNode(range, await nodesAtHand(cache, platform)) ??
    (await fetchNode(range, cache, platform, run, signal))
  );
}

async function fetchNode(
  range: string,
  cache: CacheLayout,
  platform: Platform,
  run: RunCommand,
  signal: AbortSignal,
): Promise<NodeRuntime> {
  const version = newestFitting(range, await publishedVersions(platform, run, signal));
  if (version === null)
    throw unavailable(range, `${platform.nodePackage} has no version that fits`);
  await using job = await createStagingJob(cache, 'node', signal);
  const result = await pnpmInstall(
    cache,
    {
      directory: job.folder,
      dependencies: { [platform.nodePackage]: version },
      overrides: {},
      signal,
      onSpawn: (pid) => job.noteGroup(pid),
    },
    run,
  );
  if (!result.ok) throw unavailable(range, result.failure.message);
  const home = join(cache.node, `${version}-${platform.name}`);
  await mkdir(cache.node, { recursive: true });
  await rm(home, { recursive: true, force: true });
  await rename(join(job.folder, 'node_modules', platform.nodePackage), home);
  return runtimeAt(join(home, 'bin', 'node'), version, home);
}

async function publishedVersions(
  platform: Platform,
  run: RunCommand,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const answer = await registryView(run)(platform.nodePackage, 'versions', signal);
  return answer.found ? z.array(z.string()).parse(answer.value) : [];
}

/** The newest published version within the best major version that fits. */
function newestFitting(range: string, published: readonly string[]): string | null {
  for (const wanted of NODE_MAJORS) {
    const version = maxSatisfying(
      published.filter((candidate) => candidate.startsWith(`${wanted}.`)),
      range,
    );
    if (version !== null) return version;
  }
  return null;
}

function unavailable(range: string, reason: string): HarnessError {
  return new HarnessError(
    'node-unavailable',
    `Could not get a Node that fits '${range}': ${reason}.`,
    { hint: 'Install such a Node and run the harness with it.', exitCode: 75 },
  );
}
