import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, StartOptions, TargetInfo } from '../../model/target.ts';
import { openLease } from '../../store/lease.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { EmbeddedN8n } from './embedded-n8n.ts';
import { launchN8n } from './launch.ts';

const PORT_ATTEMPTS = 3;

/**
 * Starts an installed n8n of its own: user folder, ports, encryption key, owner. Several may start at once.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log
 */
export async function startEmbedded(installed: InstalledN8n, info: TargetInfo, options: StartOptions): Promise<RunningTarget> {
  const lease = await openLease(info.id);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { launch, process } = await launchN8n(installed, info, options, lease);
        return new EmbeddedN8n(info, launch, process);
      } catch (error) {
        // Somebody took a port between our asking for a free one and n8n's opening it.
        if (!(error instanceof HarnessError) || error.code !== 'n8n-port-taken' || attempt === PORT_ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    await lease.release();
    throw error;
  }
}
