import { z } from 'zod';
import { cacheLayout, type CacheLayout } from '../../machine/cache.ts';
import { runCommand } from '../../machine/run-command.ts';
import { unpublished } from './install-failure.ts';
import { readInstalledRecords } from './installed-record.ts';
import { readKnownVersions } from './known-versions.ts';
import { registryView, type RegistryView } from './registry-view.ts';
import { resolveTarget } from './resolve-target.ts';

/**
 * Checks that a version of n8n can be had, without installing it. The registry is asked only about
 * one that is neither installed nor known to install.
 * @param text a version, what stands for one, or `path:DIR`
 * @throws HarnessError `n8n-unknown-version`, `registry-unreachable` (exit code 75)
 */
export async function requirePublished(
  text: string,
  signal: AbortSignal,
  {
    cache = cacheLayout(),
    view = registryView(runCommand),
  }: { readonly cache?: CacheLayout; readonly view?: RegistryView } = {},
): Promise<void> {
  const target = await resolveTarget(text, cache);
  if (target.kind === 'path') return;
  const known = (await readKnownVersions(cache)).versions;
  const here = [...known, ...(await readInstalledRecords(cache))].map(({ version }) => version);
  if (here.includes(target.version)) return;
  const answer = await view('n8n', 'versions', signal);
  const published = answer.found ? z.array(z.string()).parse([answer.value].flat()) : [];
  if (!published.includes(target.version))
    throw unpublished(
      target.version,
      published,
      known.map(({ version }) => version),
    );
}
