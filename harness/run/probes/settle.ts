import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioRun } from '../scenario-run.ts';
import { probeCredentials, readCredentials } from './probe-credentials.ts';

/** Two readings this far apart have to be equal. */
const QUIET_MS = 50;
/** After this long the credentials are recorded as they are, quiet or not. */
const WITHIN_MS = 3_000;

/**
 * Waits until nothing is under way at the provider and the stored credentials have stopped
 * changing, then records them: what a client saves late, or again, is there by then.
 */
export async function probeWhenQuiet(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('stored-credential') || !run.client.alive) return;
  run.say('wait until nothing changes');
  const deadline = run.recorder.now() + WITHIN_MS;
  let before: string | undefined;
  while (run.recorder.now() < deadline && run.client.alive) {
    const now = JSON.stringify([await readCredentials(run), run.traffic.requests]);
    if (now === before && run.traffic.inFlight === 0) break;
    before = now;
    await delay(QUIET_MS, undefined, { signal: run.signal });
  }
  await probeCredentials(run, { moment: 'quiet' });
}
