import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cacheLayout } from '../../machine/cache.ts';
import { runCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import type { InstallTools } from './ensure-installed.ts';
import { provideNode } from './fetch-node.ts';
import type { InstalledN8n } from './installed-n8n.ts';
import { readN8nPackage } from './n8n-package.ts';
import type { N8nPackage } from './n8n-package.ts';
import { currentPlatform } from './platform.ts';

/**
 * Where n8n may be in the folder: installed as a dependency, the package itself, or n8n's own
 * source tree.
 */
const PLACES = [join('node_modules', 'n8n'), '.', join('packages', 'cli')];

/**
 * Finds the n8n in a folder of the user. It is used as it is: the harness does not start it as a
 * check and never writes to the folder.
 * @throws HarnessError `target-path-unusable` with exit code 64
 */
export async function inspectPath(
  dir: string,
  signal: AbortSignal = new AbortController().signal,
  tools: Partial<InstallTools> = {},
): Promise<InstalledN8n> {
  const { cache = cacheLayout(), platform = currentPlatform(), run = runCommand } = tools;
  const directory = resolve(dir);
  await requireReadableFolder(directory);
  const n8n = await findN8n(directory);
  if (n8n === null)
    throw unusable(
      directory,
      'it holds no n8n',
      `Looked for ${PLACES.join(', ')} below it. Give the folder in which n8n was installed.`,
    );
  await access(join(n8n.home, 'dist'), constants.R_OK).catch((cause: unknown) => {
    throw unusable(
      directory,
      `the n8n in ${n8n.home} is not built`,
      'It has no dist folder; build it first.',
      cause,
    );
  });
  const node = await provideNode(n8n.nodeRange, cache, platform, run, signal);
  return {
    version: n8n.version,
    directory,
    node: node.binary,
    nodeVersion: node.version,
    overrides: {},
    entry: n8n.entry,
    installMs: 0,
  };
}

async function findN8n(directory: string): Promise<N8nPackage | null> {
  for (const place of PLACES) {
    const n8n = await readN8nPackage(join(directory, place));
    if (n8n !== null) return n8n;
  }
  return null;
}

async function requireReadableFolder(directory: string): Promise<void> {
  try {
    if (!(await stat(directory)).isDirectory()) throw new Error('it is not a folder');
    await access(directory, constants.R_OK | constants.X_OK);
  } catch (cause) {
    throw unusable(
      directory,
      reasonOf(cause),
      'Give a folder you may read, for example path:./my-n8n',
      cause,
    );
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such folder';
  if (code === 'EACCES') return 'it may not be read';
  return cause instanceof Error ? cause.message : String(cause);
}

function unusable(directory: string, reason: string, hint: string, cause?: unknown): HarnessError {
  return new HarnessError('target-path-unusable', `Could not use path:${directory}: ${reason}.`, {
    hint,
    exitCode: 64,
    ...(cause === undefined ? {} : { cause }),
  });
}
