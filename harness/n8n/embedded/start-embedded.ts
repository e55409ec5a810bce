import { openLease } from '../../machine/lease.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, StartOptions, TargetInfo } from '../../model/target.ts';
import type { Deployment } from '../driver/topology.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { launchN8n } from './launch.ts';

const PORT_ATTEMPTS = 3;

/**
 * Starts an installed n8n of its own: user folder, ports, encryption key, owner, and the database
 * and Redis its topology needs. Several may start at once.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log;
 * `redis-missing`, `postgres-missing`
 */
export async function startEmbedded(
  installed: InstalledN8n,
  info: TargetInfo,
  deployment: Deployment,
  options: StartOptions,
): Promise<RunningTarget> {
  const lease = await openLease(info.id);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await launchN8n({ installed, info, deployment, options, lease });
      } catch (error) {
        // Somebody took a port between our asking for a free one and n8n's opening it.
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
