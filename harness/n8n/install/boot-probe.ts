import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import getPort from 'get-port';
import { poll } from '../../machine/poll.ts';
import { spawnGroup } from '../../machine/spawn-group.ts';
import { QUIET_N8N } from '../../model/quiet-n8n.ts';
import { installError } from './install-error.ts';
import type { N8nPackage } from './n8n-package.ts';
import type { NodeRuntime } from './node-runtime.ts';

export interface BootProbeRequest {
  readonly n8n: N8nPackage;
  readonly node: NodeRuntime;
  /** Empty folder for n8n's data. The probe creates it; the caller removes it. */
  readonly userFolder: string;
  readonly signal: AbortSignal;
  readonly onSpawn?: (pid: number) => Promise<void>;
}

export type BootProbe = (request: BootProbeRequest) => Promise<void>;

/** n8n starts in 5 to 9 s on a quiet machine and takes several times that on a busy one. */
const BOOT_DEADLINE_MS = 240_000;
const LOG_LINES = 25;

/** Somebody else may take a port between the moment it is found free and n8n's start. */
const PORT_TAKEN = /port \d+ is already in use|EADDRINUSE/;
const PORT_ATTEMPTS = 3;

/**
 * Starts n8n once, waits until it reports that it is ready (`GET /healthz/readiness` → 200:
 * database open, migrations done), and stops it. An n8n that is on disk may still not work:
 * dependencies with incompatible versions fail only at the start. One whose ports were taken
 * meanwhile is started again on others.
 * @throws HarnessError `n8n-does-not-boot` with the last lines of its log
 */
export const bootProbe: BootProbe = async (request) => {
  for (let attempt = 1; ; attempt += 1) {
    // Another start has another encryption key, which n8n refuses in a folder that it has used.
    const userFolder = join(request.userFolder, String(attempt));
    const failed = await startOnce({ ...request, userFolder });
    if (failed === undefined) return;
    if (attempt < PORT_ATTEMPTS && PORT_TAKEN.test(failed.log)) continue;
    throw installError(
      'n8n-does-not-boot',
      request.n8n.version,
      `${failed.why}. Its last lines:\n${failed.log}`,
      { hint: 'Dependencies of older versions drift; another version of the same minor may work.' },
    );
  }
};

interface FailedStart {
  readonly why: string;
  /** The last lines of its log. */
  readonly log: string;
}

/** Resolves to undefined when n8n became ready. */
async function startOnce(request: BootProbeRequest): Promise<FailedStart | undefined> {
  const { n8n, node, userFolder, signal } = request;
  await mkdir(userFolder, { recursive: true });
  const port = await getPort();
  const group = spawnGroup(node.binary, [n8n.entry, 'start'], {
    cwd: userFolder,
    env: await probeEnvironment(userFolder, port, dirname(node.binary)),
  });
  if (group.leader === undefined)
    throw installError('n8n-does-not-boot', n8n.version, `${node.binary} cannot be started`);
  try {
    await request.onSpawn?.(group.leader);
    const why = await whyNotReady(group.result, port, signal);
    if (why === null) return undefined;
    await group.stop(0);
    return { why, log: lastLines((await group.result).all) };
  } finally {
    await group.stop(5_000);
  }
}

/** Resolves to null when n8n is ready, otherwise to the reason why it will never be. */
async function whyNotReady(
  child: Promise<{ readonly exitCode?: number | undefined }>,
  port: number,
  signal: AbortSignal,
): Promise<string | null> {
  let ended: string | undefined;
  void child.then(
    ({ exitCode }) => (ended = `it ended at start with exit code ${String(exitCode ?? 'none')}`),
  );
  const answer = await poll(async () => ended ?? ((await isReady(port)) ? null : undefined), {
    withinMs: BOOT_DEADLINE_MS,
    everyMs: 250,
    signal,
  });
  return answer === undefined ? `it was not ready after ${BOOT_DEADLINE_MS / 1000} s` : answer;
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz/readiness`, {
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

/**
 * The environment of the probe. From the caller's environment it takes only the paths of programs:
 * a variable `N8N_…` or `DB_…` from there would influence the result.
 */
async function probeEnvironment(
  userFolder: string,
  port: number,
  nodeFolder: string,
): Promise<Record<string, string>> {
  return {
    PATH: `${nodeFolder}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    HOME: userFolder,
    N8N_USER_FOLDER: userFolder,
    N8N_PORT: String(port),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_RUNNERS_BROKER_PORT: String(await getPort({ exclude: [port] })),
    N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
    ...QUIET_N8N,
  };
}

function lastLines(log: string | undefined): string {
  return (log ?? '').trim().split('\n').slice(-LOG_LINES).join('\n');
}
