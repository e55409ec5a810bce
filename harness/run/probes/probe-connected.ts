import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ScenarioRun } from '../scenario-run.ts';
import { readCredentials, recordReadings, type SeenCredential } from './probe-credentials.ts';

/**
 * A save may wait behind another change of a busy database that is not committed yet; n8n 1.x does
 * all its work on one connection to SQLite. Nobody is harmed by so short a wait, and whoever never
 * saves is seen after it just as well.
 */
const SAVED_WITHIN_MS = 1_000;
const EVERY_MS = 50;

const isSaved = ({ access, live }: SeenCredential): boolean =>
  live === undefined || live === null || isDeepStrictEqual(access, live.access);

/** Records what is stored of a credential that has just been connected. */
export async function probeConnected(run: ScenarioRun, credential: string): Promise<void> {
  const deadline = run.recorder.now() + SAVED_WITHIN_MS;
  let seen = await readCredentials(run, credential);
  while (!seen.every(isSaved) && run.client.alive && run.recorder.now() < deadline) {
    await delay(EVERY_MS, undefined, { signal: run.signal });
    seen = await readCredentials(run, credential);
  }
  recordReadings(run, seen, { moment: 'connected' });
}
