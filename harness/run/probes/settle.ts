import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioRun } from '../scenario-run.ts';
import { probeCredentials, readCredentials } from './probe-credentials.ts';
import { probeDeleted } from './probe-deleted.ts';

/** Two readings this far apart have to be equal. */
const QUIET_MS = 50;

/**
 * Waits until nothing is under way at the provider and the stored credentials have stopped
 * changing, then records them: what a client saves late, or again, is there by then. A client that
 * does not come to rest in time is recorded as it is, and nothing is said of the moment.
 */
export async function probeWhenQuiet(run: ScenarioRun, withinMs: number): Promise<void> {
  if (!run.client.capabilities.has('stored-credential') || !run.client.alive) return;
  run.say('wait until nothing changes');
  await probeCredentials(run, (await isQuiet(run, withinMs)) ? { moment: 'quiet' } : {});
  await probeDeleted(run);
}

async function isQuiet(run: ScenarioRun, withinMs: number): Promise<boolean> {
  const deadline = run.recorder.now() + withinMs;
  let before: string | undefined;
  while (run.recorder.now() < deadline && run.client.alive) {
    const now = JSON.stringify([await readCredentials(run), run.traffic.requests]);
    if (now === before && run.traffic.inFlight === 0) return true;
    before = now;
    await delay(QUIET_MS, undefined, { signal: run.signal });
  }
  return false;
}
