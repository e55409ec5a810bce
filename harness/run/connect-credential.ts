import { HarnessError } from '../model/error.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { errorText } from './withhold.ts';

/** Connects a credential of the run and records whether it worked. @throws whatever the client says when it did not */
export async function connectCredential(run: ScenarioRun, credential: string): Promise<void> {
  const id = run.credentialIds.get(credential);
  if (id === undefined) throw new HarnessError('credential-missing', `Could not connect credential ${credential}: it does not exist.`);
  try {
    await run.client.connect(id, run.signal);
    run.recorder.add({ type: 'connect', credential, ok: true });
  } catch (cause) {
    run.recorder.add({ type: 'connect', credential, ok: false, error: errorText(run, cause) });
    throw cause;
  }
}
