import type { Consent, Screenshot } from '../../model/editor.ts';
import { HarnessError } from '../../model/error.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { orStop, recordConnect, tolerated, type ConnectMarks } from './connect-credential.ts';

/** Connects a credential in the client's editor, and records it as any other connect. */
export const connectInEditor = (
  run: ScenarioRun,
  credential: string,
  { consent = 'allow', ...marks }: { readonly consent?: Consent } & ConnectMarks = {},
): Promise<void> =>
  recordConnect(run, credential, { ...marks, through: 'editor' }, (id) => {
    if (run.client.connectInEditor === undefined)
      throw new HarnessError(
        'capability-missing',
        'Could not connect the credential in the editor: this client has none.',
      );
    return run.client.connectInEditor(id, run.signal, {
      consent,
      onScreenshot: (screenshot) => keepScreenshot(run, credential, screenshot),
    });
  });

/** The same as a step of the plan: the run stops without it, unless it may fail. */
export const connectInEditorAsPlanned = (
  run: ScenarioRun,
  credential: string,
  { mayFail, consent }: { readonly mayFail: boolean; readonly consent: Consent },
): Promise<void> =>
  mayFail
    ? tolerated(run, credential, connectInEditor(run, credential, { mayFail, consent }))
    : orStop(run, credential, connectInEditor(run, credential, { consent }));

/** Keeps a picture, unless it shows a token or a secret of the realm. */
function keepScreenshot(run: ScenarioRun, credential: string, screenshot: Screenshot): void {
  const { moment, png, text } = screenshot;
  const withheld = run.realm.findSecrets(text);
  run.screenshots += 1;
  const file =
    withheld.length === 0
      ? run.keepScreenshot?.(`${run.screenshots}-${moment}.png`, png)
      : undefined;
  run.recorder.add({
    type: 'screenshot',
    credential,
    moment,
    ...(file === undefined ? {} : { file }),
    ...(withheld.length === 0 ? {} : { withheld }),
  });
}
