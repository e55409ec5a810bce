import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { RunCommand } from '../../machine/run-command.ts';
import type { NodeRuntime } from './node-runtime.ts';

/**
 * Compiles the package in `directory`. Resolves to null when it worked, otherwise to its
 * output. The result uses N-API, so it does not matter from which Node the headers come.
 */
export async function nodeGypRebuild(
  directory: string,
  modules: string,
  node: NodeRuntime,
  run: RunCommand,
  signal: AbortSignal,
  onSpawn?: (pid: number) => Promise<void>,
): Promise<string | null> {
  const gyp = await findNodeGyp(modules, run, signal);
  if (gyp === null) return 'no node-gyp found, neither in npm nor among the dependencies';
  const nodedir = node.headers ?? undefined;
  const result = await run({
    file: process.execPath,
    args: [gyp, 'rebuild', ...(nodedir === undefined ? [] : [`--nodedir=${nodedir}`])],
    cwd: directory,
    env: {
      ...process.env,
      NODE_OPTIONS: undefined,
      npm_config_nodedir: nodedir,
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    },
    signal,
    timeoutMs: 15 * 60_000,
    ...(onSpawn === undefined ? {} : { onSpawn }),
  });
  return result.exitCode === 0 ? null : `${result.stdout}\n${result.stderr}`.trim();
}

/**
 * Finds a node-gyp. npm's own comes first, because the one beside sqlite3 (8.x) needs Python's
 * distutils, which Python 3.12 removed. The first one that starts under the harness's Node is used.
 */
async function findNodeGyp(
  modules: string,
  run: RunCommand,
  signal: AbortSignal,
): Promise<string | null> {
  const inNpm = join('npm', 'node_modules', 'node-gyp');
  const homes = [
    ...npmHomes().map((npm) => join(npm, 'node_modules', 'node-gyp')),
    join(dirname(dirname(process.execPath)), 'lib', 'node_modules', inNpm),
    join(modules, 'node-gyp'),
  ];
  for (const script of homes
    .map((home) => join(home, 'bin', 'node-gyp.js'))
    .filter((path) => existsSync(path))) {
    const { exitCode } = await run({
      file: process.execPath,
      args: [script, '--version'],
      cwd: modules,
      env: { ...process.env, NODE_OPTIONS: undefined },
      signal,
      timeoutMs: 20_000,
    });
    if (exitCode === 0) return script;
  }
  return null;
}

/**
 * Folders of the npm packages whose program `npm` is on PATH: `bin/npm` is a link to
 * `npm/bin/npm-cli.js`.
 */
function npmHomes(): readonly string[] {
  const candidates = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'npm'));
  return candidates
    .filter((path) => existsSync(path))
    .map((path) => dirname(dirname(realpathSync(path))));
}
