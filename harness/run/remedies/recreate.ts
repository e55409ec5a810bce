import { createCredential, pointWorkflowAtCredential } from '../set-up.ts';
import { asRemedy, connectCredential } from '../steps/connect-credential.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/**
 * Deletes the main credential, creates it again for the same OAuth client, connects it and puts it
 * into its workflows.
 */
export const recreate = defineRemedy({
  name: 'recreate',
  act: 'delete the credential, create it anew, connect it and put it into the workflow',
  options: noOptions,
  async apply(run) {
    const old = run.credentialIds.get('main');
    if (old !== undefined) await run.client.deleteCredential(old, run.signal);
    run.credentialIds.delete('main');
    await createCredential(run, 'main');
    await connectCredential(run, 'main', asRemedy(run));
    for (const [name, workflow] of run.workflows) {
      if (workflow.credential === 'main') await pointWorkflowAtCredential(run, name, workflow.plan);
    }
  },
});
