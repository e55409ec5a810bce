import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { PnpmReporter } from './pnpm-reporter.ts';
import type { PnpmFailure, PnpmState } from './pnpm-reporter.ts';

export interface PnpmRequest {
  /** Folder in which package.json, the lock file and node_modules are written. */
  readonly directory: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  /** `lockfile`: resolve every dependency and fetch nothing. */
  readonly only?: 'lockfile';
  readonly onState?: (state: PnpmState) => void;
  readonly onSpawn?: (pid: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export type PnpmResult =
  | { readonly ok: true; readonly packages: number }
  | { readonly ok: false; readonly failure: PnpmFailure };

/**
 * Installs dependencies with pnpm on the harness's Node, with the registry, proxy and credentials
 * of the user's npm configuration. Install scripts do not run: one of n8n's dependencies fails to
 * build without network, and only sqlite3 needs a native module.
 */
export async function pnpmInstall(
  cache: CacheLayout,
  request: PnpmRequest,
  run: RunCommand,
): Promise<PnpmResult> {
  await mkdir(request.directory, { recursive: true });
  await writeFile(join(request.directory, 'package.json'), manifest(request));
  const reporter = new PnpmReporter();
  const result = await run({
    file: process.execPath,
    args: [
      pnpmEntry(),
      'install',
      ...pnpmFlags(cache),
      ...(request.only === 'lockfile' ? ['--lockfile-only'] : []),
    ],
    cwd: request.directory,
    env: pnpmEnvironment(process.env),
    signal: request.signal,
    onLine: (line) => {
      if (reporter.read(line)) request.onState?.(reporter.state);
    },
    ...(request.onSpawn === undefined ? {} : { onSpawn: request.onSpawn }),
  });
  const { failure, packages } = reporter.state;
  if (result.exitCode === 0 && failure === null) return { ok: true, packages };
  return {
    ok: false,
    failure: failure ?? {
      code: 'ERR_PNPM',
      message: lastLine(result.stderr) ?? `pnpm ended with ${String(result.exitCode)}`,
      published: [],
    },
  };
}

/**
 * Removes from the store what no installed version uses any more. No installation may run at the
 * same time.
 */
export async function pnpmPruneStore(
  cache: CacheLayout,
  signal: AbortSignal,
  run: RunCommand,
): Promise<void> {
  await mkdir(cache.store, { recursive: true });
  await run({
    file: process.execPath,
    args: [
      pnpmEntry(),
      'store',
      'prune',
      '--store-dir',
      cache.store,
      // The command `store` does not know --cache-dir. Without this setting it would empty the
      // user's own cache.
      `--config.cache-dir=${join(cache.store, 'metadata')}`,
    ],
    cwd: cache.store,
    env: { ...process.env, NODE_OPTIONS: undefined },
    signal,
  });
}

/**
 * Hoisted, because n8n loads packages that it does not declare. Short retries, so that an
 * unreachable registry is reported after seconds, not minutes. `no-frozen-lockfile`, because on CI
 * pnpm would freeze the lock file by default.
 */
function pnpmFlags(cache: CacheLayout): readonly string[] {
  return [
    '--ignore-scripts',
    '--ignore-workspace',
    '--no-frozen-lockfile',
    '--prefer-offline',
    '--reporter=ndjson',
    '--config.node-linker=hoisted',
    '--config.engine-strict=false',
    '--config.fetch-retry-mintimeout=1000',
    '--config.fetch-retry-maxtimeout=8000',
    '--store-dir',
    cache.store,
    '--cache-dir',
    join(cache.store, 'metadata'),
  ];
}

/**
 * The user's environment with its registry and proxy settings, but without settings of an outer
 * `npm run` for its own output: under `npm start --silent` pnpm would hide its progress and its
 * errors.
 */
export function pnpmEnvironment(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const quiet = Object.keys(env).filter((name) =>
    /^(npm|pnpm)_config_(loglevel|silent|reporter|json)$/i.test(name),
  );
  return {
    ...env,
    ...Object.fromEntries([...quiet, 'NODE_OPTIONS', 'NODE_ENV'].map((name) => [name, undefined])),
  };
}

function manifest({ dependencies, overrides }: PnpmRequest): string {
  return `${JSON.stringify({ name: 'oauth-chaos-target', private: true, dependencies, pnpm: { overrides } }, undefined, 2)}\n`;
}

/**
 * Path of pnpm's program. It is derived from the path of pnpm's package.json, the only file that
 * pnpm exports.
 */
function pnpmEntry(): string {
  return join(dirname(createRequire(import.meta.url).resolve('pnpm')), 'bin', 'pnpm.cjs');
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1) || undefined;
}
