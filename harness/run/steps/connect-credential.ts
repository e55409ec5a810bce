import { HarnessError } from '../../model/error.ts';
import { errorText } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Connects a credential of the run and records whether it worked.
 * @throws whatever the client says when it did not; the signal's reason after an abort, which is no
 * failure of the client and not recorded as one
 */
export async function connectCredential(run: ScenarioRun, credential: string): Promise<void> {
  const id = run.credentialIds.get(credential);
  if (id === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not connect credential ${credential}: it does not exist.`,
    );
  try {
    await run.client.connect(id, run.signal);
    run.recorder.add({ type: 'connect', credential, ok: true });
  } catch (cause) {
    run.signal.throwIfAborted();
    run.recorder.add({ type: 'connect', credential, ok: false, error: errorText(run, cause) });
    throw cause;
  }
}
