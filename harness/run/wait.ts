import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioRun } from './scenario-run.ts';

/** Does nothing for so many milliseconds of real time, and tells the run that it waits. */
export async function wait(run: ScenarioRun, ms: number): Promise<void> {
  run.onWaiting(1);
  await delay(ms, undefined, { signal: run.signal }).finally(() => run.onWaiting(-1));
}
