import type { EventOf } from '../../model/event.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { probeRows } from '../probes/probe-rows.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Starts another version of the client and records it between two readings of all that is stored:
 * what changed from the one to the other, that version's migration has changed. A version that does
 * not come up is recorded, too.
 * @param start stops the version that runs, and starts the other one
 * @throws what `start` throws
 */
export async function exchangeVersion(
  run: ScenarioRun,
  exchange: Pick<EventOf<'version'>, 'from' | 'to' | 'data'>,
  start: () => Promise<void>,
): Promise<void> {
  await read(run);
  run.exchanges += 1;
  try {
    await start();
  } catch (cause) {
    if (!run.client.alive) run.recorder.add({ type: 'version', ...exchange, started: false });
    throw cause;
  }
  run.recorder.add({ type: 'version', ...exchange, started: true });
  await read(run);
}

async function read(run: ScenarioRun): Promise<void> {
  await probeCredentials(run);
  await probeRows(run);
}
