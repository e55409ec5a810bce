import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { removeLeftovers } from '../../machine/lease-leftovers.ts';
import { openLease } from '../../machine/lease.ts';
import { isRunning } from '../../machine/process-identity.ts';
import { HarnessError } from '../../model/error.ts';
import type { N8nUnderTest } from '../driver/n8n-under-test.ts';
import { createEmbeddedTarget } from '../embedded/embedded-target.ts';
import { customNodes } from './custom-nodes.ts';
import { keepN8n, type Shareable } from './keep-n8n.ts';
import { keepRequestSchema, type KeepRequest } from './keeper-protocol.ts';

/**
 * The program that keeps one n8n for all workers of a test runner. It ends when the runner has
 * ended, so that n8n outlives workers, which a runner starts and ends as it likes.
 */
const IDLE_MS = 5 * 60_000;

/** Providers are in the workers, each at a port of its own. */
const PROVIDERS = { here: 'http://127.0.0.1', there: 'http://127.0.0.1' };

async function start(
  { n8n, settings, nodes }: KeepRequest,
  signal: AbortSignal,
): Promise<Shareable> {
  await removeLeftovers(leaveContainers);
  const lease = await openLease('fixture');
  const directory = mkdtempSync(join(tmpdir(), 'oauth-chaos-fixture-'));
  lease.makeFolder(directory);
  const target = await createEmbeddedTarget(n8n, {
    onProgress: () => undefined,
    deployment: {
      topology: 'single',
      workers: 0,
      settings: { ...settings, ...customNodes(nodes, directory) },
    },
    signal,
  });
  // The embedded driver starts no other kind. When it does not start, the folder with its log stays
  // until the next run of the harness.
  const running = (await target.start({
    directory,
    onProcess: () => undefined,
    provider: PROVIDERS,
    signal,
  })) as N8nUnderTest;
  return {
    get alive() {
      return running.alive;
    },
    access: () => running.access(),
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await lease.release();
    },
  };
}

/** Containers of runs that were killed are left to the next run, which may wait for Docker. */
const leaveContainers = async (): Promise<never> => {
  throw new HarnessError('daemon-unknown', 'Could not clean up: this is left to the next run.');
};

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => ending.abort(new Error(signal)));

const request = keepRequestSchema.parse(await json(process.stdin));
await keepN8n({
  socket: request.socket,
  start: (signal) => start(request, signal),
  isWanted: () => isRunning(request.runner),
  idleMs: IDLE_MS,
  signal: ending.signal,
});
