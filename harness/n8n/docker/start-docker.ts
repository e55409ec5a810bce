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
 * Starts a new n8n in containers, with its own network, ports, encryption key and owner, and the
 * database and Redis that its topology needs. Several may start at the same time.
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
      // Another program took the port after it was found free and before the daemon opened it.
      const again =
        error instanceof HarnessError && error.code === 'n8n-port-taken' && attempt < PORT_ATTEMPTS;
      if (again) await clearForAnother(docker, lease, options);
      else throw await afterwards(error, () => release(docker, lease));
    }
  }
}

/**
 * Removes what this attempt made. The next attempt has another encryption key, and n8n refuses to
 * start in a user folder with an earlier key.
 */
async function clearForAnother(
  docker: Docker,
  lease: Lease,
  { directory }: StartOptions,
): Promise<void> {
  await removeLabelled(docker, lease.id);
  await rm(join(directory, 'user'), { recursive: true, force: true });
}

/**
 * When something could not be removed from the daemon, the lease stays, so that its owner remains
 * known.
 */
async function release(docker: Docker, lease: Lease): Promise<void> {
  await removeLabelled(docker, lease.id);
  await lease.release();
}

/** Cleans up after an error and returns that error, even when the cleaning fails. */
async function afterwards(error: unknown, clearUp: () => Promise<void>): Promise<unknown> {
  await clearUp().catch(() => undefined);
  return error;
}
