import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Records what the client's processes do with the locks of this run's credentials, when the locks
 * can be observed. Resolves to a function that stops watching.
 */
export async function watchLocks(run: ScenarioRun): Promise<() => Promise<void>> {
  const { client, recorder } = run;
  const { system } = client;
  if (system === undefined || !client.capabilities.has('locks')) return async () => undefined;
  const stops = await Promise.all(
    [...run.credentialIds].map(([credential, id]) =>
      system.watchLocks(id, ({ process, state }) =>
        recorder.add({
          type: 'lock',
          credential,
          state,
          ...(process === undefined ? {} : { process }),
        }),
      ),
    ),
  );
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
