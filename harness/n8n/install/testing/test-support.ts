import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheLayout } from '../../../machine/cache.ts';
import type { CacheLayout } from '../../../machine/cache.ts';
import type { Command, CommandResult, RunCommand } from '../../../machine/run-command.ts';
import { currentPlatform } from '../platform.ts';

/** For tests: a cache folder of their own, gone when disposed. */
export async function temporaryCache(): Promise<
  { readonly cache: CacheLayout; readonly root: string } & AsyncDisposable
> {
  const root = await mkdtemp(join(tmpdir(), 'oauth-chaos-install-'));
  return {
    root,
    cache: cacheLayout({ OAUTH_CHAOS_CACHE: join(root, 'cache') }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

export const LINUX = currentPlatform({ platform: 'linux', arch: 'x64', glibc: true });
export const NEVER = new AbortController().signal;

/** Writes an n8n package that looks complete, without anything in it. */
export async function writeFakeN8n(home: string, version: string, node = '>=18'): Promise<void> {
  await mkdir(join(home, 'bin'), { recursive: true });
  await mkdir(join(home, 'dist'), { recursive: true });
  await writeFile(
    join(home, 'package.json'),
    JSON.stringify({ name: 'n8n', version, engines: { node } }),
  );
  await writeFile(join(home, 'bin', 'n8n'), '');
}

export function result(over: Partial<CommandResult> = {}): CommandResult {
  return { exitCode: 0, stdout: '', stderr: '', missing: false, timedOut: false, ...over };
}

/**
 * A process runner under which every `pnpm install` succeeds at once, and everything else does
 * nothing and succeeds.
 */
export function fakeRunner(
  version: string,
  onInstall: (command: Command) => Promise<void> | void = () => {},
): RunCommand {
  return async (command) => {
    if (!command.args.includes('install')) return result();
    await onInstall(command);
    command.onLine?.('{"name":"pnpm:progress","status":"fetched"}');
    await writeFakeN8n(join(command.cwd, 'node_modules', 'n8n'), version);
    return result();
  };
}
