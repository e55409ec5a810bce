import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import getPort from 'get-port';
import { installError } from './install-error.ts';
import type { N8nPackage } from './n8n-package.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { signalGroup, stopGroup } from '../../machine/process-group.ts';

export interface BootProbeRequest {
  readonly n8n: N8nPackage;
  readonly node: NodeRuntime;
  /** Empty folder for n8n's data; made here, removed by whoever owns it. */
  readonly userFolder: string;
  readonly signal: AbortSignal;
  readonly onSpawn?: (pid: number) => Promise<void>;
}

export type BootProbe = (request: BootProbeRequest) => Promise<void>;

/** A boot takes 5 to 9 s on a quiet machine and several times that on a busy one. */
const BOOT_DEADLINE_MS = 240_000;
const LOG_LINES = 25;

/**
 * Starts n8n once, waits until it says it is ready (`GET /healthz/readiness` → 200: database open,
 * migrations done), and stops it. Being on disk is not being installed: drifted dependencies only
 * show at start.
 * @throws HarnessError `n8n-does-not-boot` with the last lines of its log
 */
export const bootProbe: BootProbe = async (request) => {
  const { n8n, node, userFolder, signal } = request;
  await mkdir(userFolder, { recursive: true });
  const port = await getPort();
  const child = execa(node.binary, [n8n.entry, 'start'], {
    cwd: userFolder,
    env: await probeEnvironment(userFolder, port, dirname(node.binary)),
    extendEnv: false,
    reject: false,
    detached: true,
    stdin: 'ignore',
    all: true,
  });
  const { pid } = child;
  if (pid === undefined)
    throw installError('n8n-does-not-boot', n8n.version, `${node.binary} cannot be started`);
  const kill = (): void => void signalGroup(pid, 'SIGKILL');
  process.once('exit', kill);
  try {
    await request.onSpawn?.(pid);
    const why = await waitUntilReady(child, port, signal);
    if (why === null) return;
    await stopGroup(pid, 0);
    throw installError(
      'n8n-does-not-boot',
      n8n.version,
      `${why}. Its last lines:\n${lastLines((await child).all)}`,
      { hint: 'Dependencies of older versions drift; another version of the same minor may work.' },
    );
  } finally {
    await stopGroup(pid, 5_000);
    process.off('exit', kill);
  }
};

/** Null when ready, else why it never will be. */
async function waitUntilReady(
  child: Promise<{ readonly exitCode?: number | undefined }>,
  port: number,
  signal: AbortSignal,
): Promise<string | null> {
  let ended: string | null = null;
  void child.then(
    ({ exitCode }) => (ended = `it ended at start with exit code ${String(exitCode ?? 'none')}`),
  );
  const deadline = performance.now() + BOOT_DEADLINE_MS;
  while (performance.now() < deadline) {
    if (ended !== null) return ended;
    if (await isReady(port)) return null;
    await sleep(250, undefined, { signal });
  }
  return `it was not ready after ${BOOT_DEADLINE_MS / 1000} s`;
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz/readiness`, {
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

/**
 * Nothing of the caller's environment but where programs are: an `N8N_…` or `DB_…` variable would
 * decide the probe.
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
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
  };
}

function lastLines(log: string | undefined): string {
  return (log ?? '').trim().split('\n').slice(-LOG_LINES).join('\n');
}
