import { openLease } from '../../machine/lease.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, StartOptions, TargetInfo } from '../../model/target.ts';
import type { Deployment } from '../driver/topology.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { launchN8n } from './launch.ts';

const PORT_ATTEMPTS = 3;

/**
 * Starts an installed n8n with its own user folder, ports, encryption key and owner, and the
 * database and Redis that its topology needs. Several may start at the same time.
 * @param older the n8n on which it begins, to be exchanged in mid-run
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log;
 * `redis-missing`, `postgres-missing`
 */
export async function startEmbedded(
  installed: InstalledN8n,
  info: TargetInfo,
  deployment: Deployment,
  options: StartOptions,
  older?: InstalledN8n,
): Promise<RunningTarget> {
  const lease = await openLease(info.id);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await launchN8n({ installed, older, info, deployment, options, lease });
      } catch (error) {
        // Another program took the port after it was found free and before n8n opened it.
        if (
          !(error instanceof HarnessError) ||
          error.code !== 'n8n-port-taken' ||
          attempt === PORT_ATTEMPTS
        )
          throw error;
      }
    }
  } catch (error) {
    await lease.release();
    throw error;
  }
}
