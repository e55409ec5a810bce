import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openLease, type Lease } from '../../machine/lease.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, StartOptions, TargetInfo } from '../../model/target.ts';
import type { Deployment } from '../driver/topology.ts';
import type { DockerN8n } from './docker-n8n.ts';
import type { Docker } from './engine.ts';
import { launchInDocker } from './launch.ts';
import { removeLabelled } from './remove-labelled.ts';

const PORT_ATTEMPTS = 3;

/**
 * Starts an n8n of its own in containers: network, ports, encryption key, owner, and the database
 * and Redis its topology needs. Several may start at once.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of the log; what the daemon
 * would not do
 */
export async function startDocker(
  n8n: DockerN8n,
  info: TargetInfo,
  deployment: Deployment,
  options: StartOptions,
): Promise<RunningTarget> {
  const { docker, id } = n8n.engine;
  const lease = await openLease(info.id);
  lease.noteDaemon(id);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchInDocker({
        n8n,
        info,
        deployment,
        options,
        lease,
        release: () => release(docker, lease),
      });
    } catch (error) {
      // Somebody took a port between our asking for a free one and the daemon's opening it.
      const again =
        error instanceof HarnessError && error.code === 'n8n-port-taken' && attempt < PORT_ATTEMPTS;
      if (again) await clearForAnother(docker, lease, options);
      else throw await afterwards(error, () => release(docker, lease));
    }
  }
}

/** The next attempt has another encryption key, which n8n refuses where it finds an earlier one. */
async function clearForAnother(
  docker: Docker,
  lease: Lease,
  { directory }: StartOptions,
): Promise<void> {
  await removeLabelled(docker, lease.id);
  await rm(join(directory, 'user'), { recursive: true, force: true });
}

/** With something left in the daemon the lease stays, so that it is known whose it is. */
async function release(docker: Docker, lease: Lease): Promise<void> {
  await removeLabelled(docker, lease.id);
  await lease.release();
}

/** Clears up after an error, which is the one that counts whatever becomes of the clearing up. */
async function afterwards(error: unknown, clearUp: () => Promise<void>): Promise<unknown> {
  await clearUp().catch(() => undefined);
  return error;
}
