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
   * Folder that holds `include/node`, for building native parts; null when this Node came without.
   */
  readonly headers: string | null;
}

/**
 * Majors that n8n is run on, best first. Even majors only: n8n's own prebuilt parts (isolated-vm)
 * exist for these, and an `engines` without upper bound also admits Nodes nobody tried.
 */
export const NODE_MAJORS: readonly number[] = [24, 22, 20, 18];

/**
 * The best Node at hand for an `engines.node` range: of the highest major that fits, ours before a
 * packaged one before a fetched one.
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
 * Every Node there is without fetching one: the one that runs us, the optional npm package, those
 * fetched before.
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
