import type { CallbackKind } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { recordPage } from '../probes/record-page.ts';
import { redact } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/** Sends the client a callback, and records whether it took it and what it told the user. */
export async function receiveCallback(
  run: ScenarioRun,
  credential: string,
  kind: CallbackKind,
): Promise<void> {
  const id = run.credentialIds.get(credential);
  if (id === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not send a callback for credential ${credential}: it does not exist.`,
    );
  const { taken, page, shown } = await run.client.receiveCallback(id, kind, run.signal);
  run.recorder.add({
    type: 'callback',
    credential,
    kind,
    taken,
    ...(shown === undefined ? {} : { shown: redact(run, shown, 'page') }),
  });
  recordPage(run, page);
}
