import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { major, satisfies } from 'semver';
import { z } from 'zod';
import type { CacheLayout } from '../../machine/cache.ts';
import type { Platform } from './platform.ts';

/** A Node that can run an n8n. */
export interface NodeRuntime {
  readonly binary: string;
  readonly version: string;
  /**
   * Folder that contains `include/node`, for building native modules; null when this Node has no
   * headers.
   */
  readonly headers: string | null;
}

/**
 * Major versions of Node for n8n, best first. Only even ones: n8n's prebuilt modules (isolated-vm)
 * exist for these, and an `engines` range without an upper bound also allows versions that nobody
 * has tested.
 */
export const NODE_MAJORS: readonly number[] = [24, 22, 20, 18];

/**
 * Chooses the best available Node for an `engines.node` range: the highest major version that fits,
 * and within it first the Node that runs the harness, then one from an npm package, then a
 * downloaded one.
 */
export function pickNode(range: string, atHand: readonly NodeRuntime[]): NodeRuntime | undefined {
  for (const wanted of NODE_MAJORS) {
    const match = atHand.find(
      ({ version }) => major(version) === wanted && satisfies(version, range),
    );
    if (match !== undefined) return match;
  }
  return undefined;
}

/**
 * Every Node that is available without a download: the one that runs the harness, the one from the
 * optional npm package, and those downloaded before.
 */
export async function nodesAtHand(
  cache: CacheLayout,
  platform: Platform,
): Promise<readonly NodeRuntime[]> {
  const running = runtimeAt(
    process.execPath,
    process.versions.node,
    dirname(dirname(process.execPath)),
  );
  return [running, ...(await packagedNode(platform)), ...(await fetchedNodes(cache, platform))];
}

export function runtimeAt(binary: string, version: string, prefix: string): NodeRuntime {
  return {
    binary,
    version,
    headers: existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? prefix : null,
  };
}

async function packagedNode(platform: Platform): Promise<readonly NodeRuntime[]> {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${platform.nodePackage}/package.json`);
    const { version } = z
      .looseObject({ version: z.string() })
      .parse(JSON.parse(await readFile(manifest, 'utf8')));
    return [runtimeAt(join(dirname(manifest), 'bin', 'node'), version, dirname(manifest))];
  } catch {
    return [];
  }
}

async function fetchedNodes(
  cache: CacheLayout,
  platform: Platform,
): Promise<readonly NodeRuntime[]> {
  const suffix = `-${platform.name}`;
  const names = (await readdir(cache.node).catch(() => [])).filter((name) => name.endsWith(suffix));
  return names.map((name) =>
    runtimeAt(
      join(cache.node, name, 'bin', 'node'),
      name.slice(0, -suffix.length),
      join(cache.node, name),
    ),
  );
}
