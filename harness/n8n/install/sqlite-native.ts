import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { CacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import type { HarnessError } from '../../model/error.ts';
import { missingToolHint, requireBuildTools } from './build-tools.ts';
import { installError } from './install-error.ts';
import type { N8nPackage } from './n8n-package.ts';
import { nodeGypRebuild } from './node-gyp.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { Platform } from './platform.ts';
import type { StagingJob } from './staging-job.ts';

/** Where the native module of sqlite3 came from. `none`: this n8n has no sqlite3. */
export type NativeSource = 'cache' | 'prebuilt' | 'compiled' | 'none';

export interface NativePartRequest {
  readonly n8n: N8nPackage;
  readonly node: NodeRuntime;
  readonly cache: CacheLayout;
  readonly platform: Platform;
  readonly job: StagingJob;
  readonly signal: AbortSignal;
}

/** Long enough for a download that works, but short when the host cannot be reached. */
const PREBUILT_TIMEOUT_MS = 30_000;

/** How many of the last lines of a failed build the user sees. */
const QUOTED_LINES = 15;

/**
 * Provides the native module of an n8n's sqlite3: from the cache folder, otherwise the published
 * binary, otherwise compiled once from the package's sources. It uses N-API, so one build works
 * with every Node and every n8n that has the same sqlite3.
 * @throws HarnessError `build-tools-missing`, `native-build-failed`
 */
export async function provideSqliteNative(
  request: NativePartRequest,
  run: RunCommand,
): Promise<NativeSource> {
  const sqlite = await findSqlite(request.n8n);
  if (sqlite === null) return 'none';
  const kept = join(
    request.cache.native,
    `sqlite3-${sqlite.version}-${request.platform.name}`,
    'node_sqlite3.node',
  );
  if (await placeKept(kept, sqlite.home, request, run)) return 'cache';
  await using _lock = await holdLock(
    request.cache,
    `native-sqlite3-${sqlite.version}`,
    request.signal,
  );
  if (await placeKept(kept, sqlite.home, request, run)) return 'cache';
  const source = (await fetchPrebuilt(sqlite.home, request, run)) ? 'prebuilt' : 'compiled';
  if (source === 'compiled') await compile(sqlite, request, run);
  await keep(sqlite.home, kept, request.job);
  return source;
}

interface Sqlite {
  readonly home: string;
  readonly version: string;
}

async function findSqlite(n8n: N8nPackage): Promise<Sqlite | null> {
  try {
    const manifest = createRequire(join(n8n.home, 'package.json')).resolve('sqlite3/package.json');
    const { version } = z
      .looseObject({ version: z.string() })
      .parse(JSON.parse(await readFile(manifest, 'utf8')));
    return { home: dirname(manifest), version };
  } catch {
    return null;
  }
}

/**
 * Copies the kept binary to its place. False when there is none, or when it no longer loads (after
 * a system upgrade).
 */
async function placeKept(
  kept: string,
  home: string,
  request: NativePartRequest,
  run: RunCommand,
): Promise<boolean> {
  if (!existsSync(kept)) return false;
  const place = binaryOf(home);
  await mkdir(dirname(place), { recursive: true });
  await rm(place, { force: true });
  await linkOrCopy(kept, place);
  return loads(home, request, run);
}

async function fetchPrebuilt(
  home: string,
  request: NativePartRequest,
  run: RunCommand,
): Promise<boolean> {
  const tool = join(dirname(home), 'prebuild-install', 'bin.js');
  if (!existsSync(tool)) return false;
  await run({
    file: process.execPath,
    args: [tool, '-r', 'napi'],
    cwd: home,
    env: { ...process.env, NODE_OPTIONS: undefined },
    signal: request.signal,
    timeoutMs: PREBUILT_TIMEOUT_MS,
  });
  return loads(home, request, run);
}

async function compile(sqlite: Sqlite, request: NativePartRequest, run: RunCommand): Promise<void> {
  const what = `the native part of sqlite3 ${sqlite.version}`;
  await requireBuildTools(what, run, request.signal);
  await rm(join(sqlite.home, 'build'), { recursive: true, force: true });
  const failure = await nodeGypRebuild(
    sqlite.home,
    dirname(sqlite.home),
    request.node,
    run,
    request.signal,
    (pid) => request.job.noteGroup(pid),
  );
  if (failure !== null) throw doesNotCompile(what, failure, request.n8n.version);
  if (!(await loads(sqlite.home, request, run)))
    throw installError(
      'native-build-failed',
      request.n8n.version,
      `${what} was compiled but does not load`,
    );
}

/** A tool that is there and does not work, or lacks a part, is told as one that is missing. */
function doesNotCompile(what: string, output: string, version: string): HarnessError {
  const hint = missingToolHint(output);
  return installError(
    hint === undefined ? 'native-build-failed' : 'build-tools-missing',
    version,
    `${what} does not compile:\n${output.split('\n').slice(-QUOTED_LINES).join('\n')}`,
    hint === undefined ? {} : { hint },
  );
}

/**
 * Keeps only the binary, in the cache folder and in the package, because the object files of the
 * build are 20 times as large.
 */
async function keep(home: string, kept: string, job: StagingJob): Promise<void> {
  const fresh = join(job.folder, 'native');
  await mkdir(fresh, { recursive: true });
  await copyFile(binaryOf(home), join(fresh, 'node_sqlite3.node'));
  await rm(dirname(kept), { recursive: true, force: true });
  await mkdir(dirname(dirname(kept)), { recursive: true });
  await rename(fresh, dirname(kept));
  await rm(join(home, 'build'), { recursive: true, force: true });
  await mkdir(dirname(binaryOf(home)), { recursive: true });
  await linkOrCopy(kept, binaryOf(home));
}

async function loads(
  home: string,
  { node, signal }: NativePartRequest,
  run: RunCommand,
): Promise<boolean> {
  if (!existsSync(binaryOf(home))) return false;
  const { exitCode } = await run({
    file: node.binary,
    args: ['-e', `require(${JSON.stringify(binaryOf(home))})`],
    cwd: home,
    env: { PATH: process.env['PATH'] },
    signal,
    timeoutMs: 30_000,
  });
  return exitCode === 0;
}

function binaryOf(home: string): string {
  return join(home, 'build', 'Release', 'node_sqlite3.node');
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}
