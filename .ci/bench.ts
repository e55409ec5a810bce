import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resultsSchema } from '../harness/model/results.ts';
import { benchReports } from './bench-reports.ts';

/**
 * `npm run bench`: measures speed and size with the real command line. It prints numbers and never
 * fails because of them. `-- --cold` also installs n8n twice into an empty cache (by this project
 * and by plain npm), which takes minutes and gigabytes. `-- --topologies` compares the starts and
 * the same scenarios on one process, in queue topology and, where there is Docker, in containers.
 */
const { values: options } = parseArgs({
  options: {
    cold: { type: 'boolean', default: false },
    topologies: { type: 'boolean', default: false },
    n8n: { type: 'string', default: '2.41.1' },
    second: { type: 'string', default: '1.123.81' },
  },
});

const cli = join(import.meta.dirname, '..', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-bench-'));
const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

interface Measured {
  readonly code: number;
  readonly ms: number;
  /**
   * Peak memory of the process itself, without n8n; undefined when the system does not report it.
   */
  readonly peakBytes: number | undefined;
}

/**
 * Reads the peak memory from the kernel, which records it. Reading it from time to time therefore
 * misses only the last moment.
 */
function peakMemory(pid: number): number | undefined {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? undefined : Number(match[1]) * 1024;
  } catch {
    return undefined;
  }
}

function measure(
  command: string,
  args: readonly string[],
  { cwd = folder, env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, CI: 'true', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peakBytes: number | undefined;
  const looking = setInterval(() => {
    peakBytes = peakMemory(child.pid ?? 0) ?? peakBytes;
  }, 100);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(looking);
      resolve({ code: code ?? 1, ms: performance.now() - startedAt, peakBytes });
    });
  });
}

/** Bytes on disk; a file with several hard links counts once. */
async function diskUse(path: string): Promise<number> {
  const child = spawn('du', ['-sk', path], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return Number.parseInt(text, 10) * 1024;
}

const oauthChaos = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> => measure(process.execPath, [cli, ...args], { env });

async function coldInstall(): Promise<void> {
  const cache = join(folder, 'cache');
  const plain = join(folder, 'plain');
  mkdirSync(plain);
  const npm = await measure(
    'npm',
    [
      'install',
      '--prefix',
      plain,
      '--cache',
      join(folder, 'npm-cache'),
      '--no-audit',
      '--no-fund',
      '--loglevel',
      'error',
      `n8n@${options.n8n}`,
    ],
    { cwd: plain },
  );
  const ours = await oauthChaos(['n8n', 'install', options.n8n], { OAUTH_CHAOS_CACHE: cache });
  const oneVersion = await diskUse(cache);
  const next = await oauthChaos(['n8n', 'install', options.second], { OAUTH_CHAOS_CACHE: cache });
  const added = (await diskUse(cache)) - oneVersion;
  say();
  say(
    `cold install of n8n ${options.n8n}: ${seconds(ours.ms)} (exit ${ours.code}); plain npm install: ${seconds(npm.ms)} (exit ${npm.code}); ours takes ${(ours.ms / npm.ms).toFixed(2)} of npm's time`,
  );
  say(
    `second version ${options.second}: ${seconds(next.ms)} (exit ${next.code}), adds ${megabytes(added)} to ${megabytes(oneVersion)} (${Math.round((added / oneVersion) * 100)} %)`,
  );
}

async function warmSuite(): Promise<string> {
  await oauthChaos(['n8n', 'install', options.n8n]);
  const output = join(folder, 'run');
  const run = await oauthChaos([
    'run',
    '--n8n',
    options.n8n,
    '--output',
    output,
    '--reporter',
    'no-html',
  ]);
  const { timing, totals, exitCode } = resultsSchema.parse(
    JSON.parse(readFileSync(join(output, 'results.json'), 'utf8')),
  );
  say();
  say(`warm default suite: ${totals.scenarios} scenarios in ${seconds(run.ms)}, exit ${exitCode}`);
  if (timing !== undefined) {
    const least = timing.bootMs + timing.busyMs;
    say(
      `  boot ${seconds(timing.bootMs)} + n8n at work ${seconds(timing.busyMs)} = ${seconds(least)}; wall is ${(run.ms / least).toFixed(2)} times that`,
    );
    say(`  only waiting ${seconds(timing.waitingMs)}, harness itself ${seconds(timing.harnessMs)}`);
  }
  say(
    `  most memory of the harness: ${run.peakBytes === undefined ? 'unknown on this system' : megabytes(run.peakBytes)}`,
  );
  return output;
}

interface Started {
  readonly bootMs: number;
  readonly wallMs: number;
  readonly exitCode: number;
}

/** Runs the same scenarios on another kind of target. Each run includes one start. */
async function startAndRun(name: string, args: readonly string[]): Promise<Started | undefined> {
  const output = join(folder, name);
  const { code } = await oauthChaos([
    'run',
    'control/*',
    'rotation/*',
    ...args,
    '--output',
    output,
    '--reporter',
    'no-html',
  ]);
  if (code === 64 || code === 75) return undefined;
  const { timing, exitCode } = resultsSchema.parse(
    JSON.parse(readFileSync(join(output, 'results.json'), 'utf8')),
  );
  return timing && { bootMs: timing.bootMs, wallMs: timing.wallMs, exitCode };
}

async function topologies(): Promise<void> {
  const single = await startAndRun('single', ['--n8n', options.n8n]);
  const queue = await startAndRun('queue', ['--n8n', options.n8n, '--topology', 'queue']);
  const docker = await startAndRun('docker', ['--n8n', `docker:${options.n8n}`]);
  if (single === undefined) return;
  const line = (what: string, { bootMs, wallMs, exitCode }: Started): void =>
    say(
      `${what}: boot ${seconds(bootMs)} (${(bootMs / single.bootMs).toFixed(2)} of one process), whole run ${seconds(wallMs)} (${(wallMs / single.wallMs).toFixed(2)}), exit ${exitCode}`,
    );
  say();
  line('one process', single);
  if (queue !== undefined) line('queue, main and two workers', queue);
  if (docker === undefined)
    say('Docker was left out: it is not there, or has no image of this n8n.');
  else line('one container', docker);
}

try {
  if (options.cold) await coldInstall();
  else say('Cold installs are left out; `npm run bench -- --cold` measures them.');
  await benchReports(await warmSuite(), say);
  if (options.topologies) await topologies();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
